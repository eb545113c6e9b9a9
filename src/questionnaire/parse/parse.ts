import type { Expression } from '../form/expression.ts';
import type { Form, FormItem, LaunchContext, Rule } from '../form/form.ts';
import { field, isObject, type Json, objectField, objectsField, stringField } from '../json.ts';
import { type Problem, refusal } from '../problem.ts';
import { extensionsOf } from './extension-name.ts';
import { arrange } from './graph.ts';
import type { Host, PatternOf } from './host.ts';
import { questionnaireElements } from './known.ts';
import { knowsItemExtension } from './parse-extension.ts';
import { knowsHeadExtension, readHead } from './parse-head.ts';
import { type ItemReading, readItems } from './parse-item.ts';
import { reportOn, reportUnknownElements } from './reading.ts';
import type { CompileAll, Workshop } from './workshop.ts';

export type Parsed =
  | { readonly ok: true; readonly form: Form; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const root = 'Questionnaire';

const isWithin = (item: FormItem, index: number): boolean =>
  item.index <= index && index <= item.last;

function ruleOf(
  { programs }: Workshop,
  kind: Rule['kind'],
  item: FormItem,
  asked: readonly number[],
  expression: Expression | undefined,
): Rule {
  const looked = (expression && programs.get(expression)?.reads) ?? [];
  // A condition on an item of its own inside is a cycle; an expression that looks over many items is not.
  const others = looked.filter((index) => !isWithin(item, index));
  const reads = [...new Set([...asked, ...others])];
  return { kind, item, reads, apart: others.length < looked.length };
}

/** The questions that an item's conditions ask about. */
function askedBy(shop: Workshop, item: FormItem): readonly number[] {
  return (item.enable?.conditions ?? []).flatMap(({ question }) => {
    const found = shop.byLinkId.get(question);
    if (!found) reportOn(shop, 'error', 'unknown-link-id', item, question);
    return found?.index ?? [];
  });
}

function rulesOf(shop: Workshop): readonly Rule[] {
  return shop.all.flatMap((item) => {
    const { enable, enableExpression, calculated } = item;
    const rules: Rule[] = [];
    if (enable ?? enableExpression) {
      rules.push(ruleOf(shop, 'enabled', item, askedBy(shop, item), enableExpression));
    }
    if (calculated && shop.programs.has(calculated)) {
      rules.push(ruleOf(shop, 'value', item, [], calculated));
    }
    return rules;
  });
}

function weightsOf(all: readonly FormItem[]): ReadonlyMap<unknown, number> {
  return new Map(
    all.flatMap((item) =>
      item.options.flatMap(({ value, weight }) =>
        weight === undefined ? [] : [[value.value, weight] as const],
      ),
    ),
  );
}

/** `#id` among the contained resources, else what the host has. */
function valueSetFinder(questionnaire: Json, host: Host): (url: string) => unknown {
  const contained = objectsField(questionnaire, 'contained');
  return (url) => {
    if (url.startsWith('#')) return contained.find((each) => each['id'] === url.slice(1));
    const [address, version] = url.split('|');
    const own = contained.find(
      (each) => each['url'] === address && (!version || each['version'] === version),
    );
    return own ?? host.valueSet?.(url);
  };
}

const always = ['questionnaire', 'patient', 'user', 'encounter', 'practitioner', 'client'];

/** Names that launch contexts, source queries and population contexts give. */
function givenNames(
  questionnaire: Json,
  launch: readonly LaunchContext[],
  all: readonly FormItem[],
): ReadonlySet<string | undefined> {
  const queries = extensionsOf(questionnaire, 'sdc:sourceQueries').map((each) =>
    stringField(objectField(each, 'valueReference'), 'reference')?.replace(/^#/, ''),
  );
  const assembled = extensionsOf(questionnaire, 'sdc:assembleContext').map((each) =>
    stringField(each, 'valueString'),
  );
  const contexts = all.map((item) => item.populationContext?.name);
  const launched = launch.map((each) => each.name);
  return new Set([...always, ...queries, ...assembled, ...contexts, ...launched]);
}

const refused = (problems: readonly Problem[]): boolean =>
  problems.some((each) => each.severity === 'error');

/** Reads a Questionnaire, with a way to make its expressions run. See `parse` and `parsePlain`. */
export function parseWith(
  questionnaire: unknown,
  host: Host,
  compileAll: CompileAll,
  patternOf?: PatternOf,
): Parsed {
  if (!isObject(questionnaire) || field(questionnaire, 'resourceType') !== root) {
    return refusal('not-a-questionnaire');
  }
  const reading: ItemReading = {
    ...{ problems: [], all: [], byLinkId: new Map(), count: 0, host, patternOf },
    valueSetAt: valueSetFinder(questionnaire, host),
    knows: (url) => knowsItemExtension(url) || knowsHeadExtension(url),
  };
  const { all, byLinkId, problems } = reading;
  reportUnknownElements(reading, questionnaire, questionnaireElements, root);
  const head = readHead(reading, questionnaire, root);
  const items = readItems(reading, questionnaire, [], root);
  if (refused(problems)) return { ok: false, problems };
  const programs: Workshop['programs'] = new Map();
  const given = givenNames(questionnaire, head.launchContext, all);
  const shop = { ...reading, ...head, items, given, programs };
  compileAll(shop);
  const arranged = arrange(reading, all, rulesOf(shop));
  if (refused(problems)) return { ok: false, problems };
  const form = { ...head, items, all, byLinkId, programs, weights: weightsOf(all), ...arranged };
  return { ok: true, form, problems };
}
