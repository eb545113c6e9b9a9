import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import type { FormProblemCode, Problem } from '../problem.ts';
import { type Context, extensionsNamed, missingNames, nothingAbove, within } from './context.ts';
import { headOf } from './head.ts';
import { prefixedObject } from './prefixed.ts';
import { clashing, goingTo, merged, same } from './propagate.ts';

export type Assembled =
  | { readonly ok: true; readonly questionnaire: Json }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** More items than a form may have, however they multiply. */
const mostItems = 20_000;
const deepest = 50;

const root = 'Questionnaire';

type Work = {
  readonly find: (canonical: string) => unknown;
  readonly problems: Problem[];
  readonly language: string | undefined;
  /** What goes up to the questionnaire itself. */
  readonly contained: Map<string, Json>;
  rootExtensions: readonly Json[];
  readonly used: Set<string>;
  items: number;
};

/** Where the assembly is: the questionnaires it is inside of, what stands above, and the path in the resource. */
type Here = {
  readonly inside: readonly string[];
  readonly context: Context;
  readonly path: string;
};

type Pieces = { readonly items: readonly Json[]; readonly extensions: readonly Json[] };

const nothing: Pieces = { items: [], extensions: [] };

function fail(work: Work, { path }: Here, code: FormProblemCode, detail?: string): undefined {
  const problem: Problem = { code, severity: 'error', path };
  work.problems.push(detail === undefined ? problem : { ...problem, detail });
  return undefined;
}

/** The questionnaire that stands in for a display item, when it may: found, in the same language, changing no rules. */
function subAt(work: Work, here: Here, canonical: string): Json | undefined {
  if (here.inside.includes(canonical)) return fail(work, here, 'cycle', canonical);
  if (here.inside.length > deepest) return fail(work, here, 'too-deep', canonical);
  const sub = work.find(canonical);
  if (!isObject(sub) || field(sub, 'resourceType') !== root) {
    return fail(work, here, 'sub-questionnaire-missing', canonical);
  }
  const language = stringField(sub, 'language');
  if (language !== undefined && language !== work.language) {
    return fail(work, here, 'other-language', `${canonical} ${language}`);
  }
  for (const name of ['implicitRules', 'modifierExtension']) {
    if (field(sub, name) !== undefined) fail(work, here, 'unsupported-modifier', canonical);
  }
  for (const name of missingNames(sub, here.context)) {
    fail(work, here, 'unknown-variable', `%${name}`);
  }
  return sub;
}

function keepContained(work: Work, here: Here, sub: Json): void {
  const { prefix } = here.context;
  for (const each of objectsField(sub, 'contained')) {
    const id = prefix + (stringField(each, 'id') ?? '');
    const resource = { ...prefixedObject(each, prefix), id };
    const before = work.contained.get(id);
    if (before !== undefined && !same(before, resource)) fail(work, here, 'duplicate-name', id);
    work.contained.set(id, resource);
  }
}

/** The items of the sub-questionnaire, in place of the display item that names it. */
function embedded(work: Work, here: Here, canonical: string): Pieces {
  const sub = subAt(work, here, canonical);
  if (sub === undefined) return nothing;
  const { prefix } = here.context;
  const [url = '', named] = canonical.split('|');
  const version = named ?? stringField(sub, 'version');
  work.used.add(version === undefined ? url : `${url}|${version}`);
  keepContained(work, here, sub);
  const going = goingTo('root', sub).map((each) => prefixedObject(each, prefix));
  work.rootExtensions = merged(work.rootExtensions, going);
  const inner = { ...here, inside: [...here.inside, canonical] };
  const pieces = itemsOf(work, inner, sub, prefix);
  const own = goingTo('item', sub).map((each) => prefixedObject(each, prefix));
  return { items: pieces.items, extensions: merged(own, pieces.extensions) };
}

/** One item: what it is replaced by, or itself with its own items assembled. */
function assembledItem(work: Work, here: Here, raw: Json, prefix: string): Pieces {
  work.items++;
  const [named] = extensionsNamed(raw, 'sdc:subQuestionnaire');
  if (named !== undefined) {
    const canonical = stringField(named, 'valueCanonical');
    const fits = canonical !== undefined && field(raw, 'type') === 'display';
    if (fits) return embedded(work, here, canonical);
    fail(work, here, 'wrong-shape');
    return nothing;
  }
  const { item: _, ...bare } = raw;
  const own = prefixedObject(bare, prefix);
  const { items, extensions } = itemsOf(work, here, raw, prefix);
  const before = objectsField(own, 'extension');
  const clash = clashing(before, extensions);
  if (clash !== undefined) fail(work, here, 'duplicate-name', clash);
  const extension = merged(before, extensions);
  const whole = {
    ...own,
    ...(extension.length > 0 ? { extension } : {}),
    ...(items.length > 0 ? { item: items } : {}),
  };
  return { items: [whole], extensions: [] };
}

/** All items beneath `of`, and the extensions that come to it with them. */
function itemsOf(work: Work, here: Here, of: Json, prefix: string): Pieces {
  const context = within(here.context, of);
  if (context === undefined) {
    fail(work, here, 'unsupported-expression', 'linkIdPrefix');
    return nothing;
  }
  const pieces = objectsField(of, 'item').map((each, index) => {
    if (work.items > mostItems) return nothing;
    const path = `${here.path}.item[${index}]`;
    return assembledItem(work, { ...here, context, path }, each, prefix);
  });
  const extensions = pieces.flatMap((each) => each.extensions);
  const clash = clashing(extensions, extensions);
  if (clash !== undefined) fail(work, here, 'duplicate-name', clash);
  return { items: pieces.flatMap((each) => each.items), extensions };
}

function repeatedLinkIds(items: readonly Json[], seen = new Set<string>()): readonly string[] {
  return items.flatMap((item) => {
    const linkId = stringField(item, 'linkId') ?? '';
    const again = seen.has(linkId) ? [linkId] : [];
    seen.add(linkId);
    return [...again, ...repeatedLinkIds(objectsField(item, 'item'), seen)];
  });
}

/**
 * The questionnaire with every sub-questionnaire put in place of the display item that names it (SDC's `$assemble`;
 * http://hl7.org/fhir/uv/sdc/modular.html), or why it cannot be. `find` gives a Questionnaire by its canonical
 * address; those that are contained are found first.
 */
export function assemble(questionnaire: unknown, find: (canonical: string) => unknown): Assembled {
  if (!isObject(questionnaire) || field(questionnaire, 'resourceType') !== root) {
    return { ok: false, problems: [{ code: 'not-a-questionnaire', severity: 'error', path: '' }] };
  }
  const inside = (canonical: string): unknown =>
    objectsField(questionnaire, 'contained').find(
      (each) => `#${stringField(each, 'id')}` === canonical,
    );
  const work: Work = {
    ...{ problems: [], rootExtensions: [], used: new Set(), items: 0 },
    contained: new Map(
      objectsField(questionnaire, 'contained').map((each) => [stringField(each, 'id') ?? '', each]),
    ),
    find: (canonical) => (canonical.startsWith('#') ? inside(canonical) : find(canonical)),
    language: stringField(questionnaire, 'language'),
  };
  const url = stringField(questionnaire, 'url');
  const version = stringField(questionnaire, 'version');
  const own = url === undefined ? [] : [url, `${url}|${version}`];
  const here: Here = { inside: own, context: nothingAbove, path: root };
  const { items, extensions } = itemsOf(work, here, questionnaire, '');
  const clash = clashing(objectsField(questionnaire, 'extension'), extensions);
  if (clash !== undefined) fail(work, here, 'duplicate-name', clash);
  if (work.items > mostItems) fail(work, here, 'too-large');
  for (const linkId of repeatedLinkIds(items)) fail(work, here, 'duplicate-link-id', linkId);
  if (work.problems.length > 0) return { ok: false, problems: work.problems };
  return {
    ok: true,
    questionnaire: {
      ...headOf(questionnaire, merged(extensions, work.rootExtensions), work),
      item: items,
    },
  };
}
