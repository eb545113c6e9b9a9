import type { Form, FormItem, Text } from '../form/form.ts';
import { field, isObject, listField, stringField } from '../json.ts';
import type { Host } from '../parse/host.ts';
import { parse } from '../parse/parse-full.ts';
import { pathOf } from '../parse/reading.ts';
import { present } from '../present.ts';
import type { Problem } from '../problem.ts';
import { repeatedNames } from './contradictions.ts';
import { itemFindings } from './lint-item.ts';
import { headShapes } from './lint-shape.ts';

export type LintOptions = {
  /** BCP 47 tags that every text must be in, the questionnaire's own counted in. */
  readonly languages?: readonly string[];
  readonly host?: Host;
};

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

function missingIn(form: Form, text: Text | undefined, language: string): boolean {
  if (text === undefined || primary(language) === primary(form.language)) return false;
  const tags = [...(text.translations?.keys() ?? [])];
  return !tags.some((tag) => primary(tag) === primary(language));
}

const textsOf = (item: FormItem): readonly (Text | undefined)[] => [
  ...[item.text, item.prefix, item.openLabel, item.entryFormat, item.shortText],
  ...item.options.map((option) => (option.value.type === 'coding' ? option.text : undefined)),
  ...(item.constraints ?? []).map((each) => each.human),
];

/** Every language that some of it is in. */
function languagesOf(form: Form): readonly string[] {
  const texts = form.all.flatMap(textsOf);
  return [...new Set(texts.flatMap((text) => [...(text?.translations?.keys() ?? [])]))];
}

function untranslated(form: Form, item: FormItem, language: string): readonly Problem[] {
  const texts = textsOf(item);
  const { linkId } = item;
  return texts.some((text) => missingIn(form, text, language))
    ? [
        {
          ...({ code: 'missing-translation', severity: 'warning', linkId } as const),
          ...{ path: pathOf(item), detail: language },
        },
      ]
    : [];
}

/** Who may use the words, and where they come from: a reader must be able to tell. */
function provenance(form: Form): readonly Problem[] {
  const { source } = form;
  const path = 'Questionnaire';
  const licence = stringField(source, 'copyright') ?? stringField(source, 'copyrightLabel');
  const origin = ['publisher', 'derivedFrom', 'contact'].some(
    (name) => field(source, name) !== undefined,
  );
  return [
    ...(licence === undefined
      ? [{ code: 'missing-licence', severity: 'warning', path } as const]
      : []),
    ...(origin ? [] : [{ code: 'missing-source', severity: 'warning', path } as const]),
  ];
}

function headFindings(form: Form): readonly Problem[] {
  const twice = repeatedNames(form.variables);
  const missing = ['url', 'version', 'status', 'title', 'language'].filter(
    (name) => stringField(form.source, name) === undefined,
  );
  const code = 'duplicate-name';
  return [
    ...missing.map((name) => ({
      ...({ code: 'missing-element', severity: 'warning' } as const),
      path: `Questionnaire.${name}`,
    })),
    ...twice.map(
      (detail) => ({ code, severity: 'warning', path: 'Questionnaire', detail }) as const,
    ),
  ];
}

/** What the parser found in an item before it knew whose it was. */
function withLinkId(questionnaire: unknown, problem: Problem): Problem {
  const [way = ''] = /^Questionnaire(\.item\[\d+\])*/.exec(problem.path ?? '') ?? [];
  let here = questionnaire;
  for (const [, index] of way.matchAll(/\[(\d+)\]/g)) {
    here = isObject(here) ? listField(here, 'item')[Number(index)] : undefined;
  }
  const linkId = isObject(here) ? stringField(here, 'linkId') : undefined;
  return { ...present({ linkId }), ...problem };
}

/**
 * What an author should look at: everything the parser found, the R4 invariants, questions nobody can decline,
 * texts without a translation, conditions that cannot be met or look ahead, licence and source. Never throws.
 */
export function lint(questionnaire: unknown, options: LintOptions = {}): readonly Problem[] {
  const parsed = parse(questionnaire, options.host ?? {});
  const found = parsed.problems.map((each) => withLinkId(questionnaire, each));
  if (!parsed.ok) return found;
  const { form } = parsed;
  const { languages = languagesOf(form) } = options;
  return [
    ...found,
    ...headFindings(form),
    ...headShapes(form.source),
    ...provenance(form),
    ...form.all.flatMap((item) => [
      ...itemFindings(form, item),
      ...languages.flatMap((language) => untranslated(form, item, language)),
    ]),
  ];
}
