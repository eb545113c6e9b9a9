import type { Evaluate } from '../form/expression.ts';
import type { Form, FormItem, LaunchContext, Rule } from '../form/form.ts';
import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import { present } from '../present.ts';
import type { Problem } from '../problem.ts';
import { shortName } from './extension-table.ts';
import { arrange } from './graph.ts';
import { questionnaireElements } from './known.ts';
import { knowsItemExtension } from './parse-extension.ts';
import { knowsHeadExtension, readHead } from './parse-head.ts';
import { type ItemReading, type PatternOf, readItems } from './parse-item.ts';
import { pathOf, report, reportUnknownElements } from './reading.ts';
import type { Expand } from './value-set.ts';
import type { CompileAll, Workshop } from './workshop.ts';

export type Parsed =
  | { readonly ok: true; readonly form: Form; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a form may need from outside. All of it may be left out; the form then says what it cannot do. */
export type Host = {
  /** FHIRPath beyond the built-in part of it. */
  readonly evaluate?: Evaluate;
  /** The ValueSet resource of a canonical address, expanded or enumerated. */
  readonly valueSet?: (url: string) => unknown;
  /** Regular expressions beyond those that go once through a text. Whoever hands it in must bound its time. */
  readonly pattern?: PatternOf;
  /** What value sets hold that do not list it themselves: see `expand`. */
  readonly expand?: Expand;
};

const root = 'Questionnaire';

const isWithin = (item: FormItem, index: number): boolean =>
  item.index <= index && index <= item.last;

function enabledRule(reading: ItemReading, item: FormItem, programs: Form['programs']): Rule[] {
  const { enable, enableExpression } = item;
  if (enable === undefined && enableExpression === undefined) return [];
  const reads = (enable?.conditions ?? []).flatMap(({ question }) => {
    const read = reading.byLinkId.get(question);
    if (read === undefined) {
      report(reading, 'error', 'unknown-link-id', pathOf(item), item.linkId, question);
    }
    return read === undefined ? [] : [read.index];
  });
  const more = enableExpression ? (programs.get(enableExpression)?.reads ?? []) : [];
  // A condition on an item of its own inside is a cycle; an expression that looks over many items is not.
  const others = more.filter((index) => !isWithin(item, index));
  const apart = others.length < more.length;
  return [{ kind: 'enabled', item, reads: [...new Set([...reads, ...others])], apart }];
}

function valueRule(item: FormItem, programs: Form['programs']): Rule[] {
  const program = item.calculated && programs.get(item.calculated);
  if (program === undefined) return [];
  const reads = program.reads.filter((index) => !isWithin(item, index));
  return [{ kind: 'value', item, reads, apart: reads.length < program.reads.length }];
}

function rulesOf(reading: ItemReading, programs: Form['programs']): readonly Rule[] {
  return reading.all.flatMap((item) => [
    ...enabledRule(reading, item, programs),
    ...valueRule(item, programs),
  ]);
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

const addressesOf = ({ url, version }: Json): readonly unknown[] => [url, `${url}|${version}`];

/** `#id` among the contained resources, else what the host has. */
function valueSetFinder(questionnaire: Json, host: Host): (url: string) => unknown {
  const contained = objectsField(questionnaire, 'contained');
  return (url) => {
    if (!url.startsWith('#')) {
      const own = contained.find((each) => addressesOf(each).includes(url));
      return own ?? host.valueSet?.(url);
    }
    return contained.find((each) => stringField(each, 'id') === url.slice(1));
  };
}

/** Names that launch contexts, source queries and population contexts give. */
function givenNames(
  questionnaire: Json,
  launch: readonly LaunchContext[],
  all: readonly FormItem[],
): ReadonlySet<string> {
  const queries = objectsField(questionnaire, 'extension').flatMap((each) => {
    if (shortName(stringField(each, 'url') ?? '') !== 'sdc:sourceQueries') return [];
    const reference = field(each, 'valueReference');
    const at = isObject(reference) ? stringField(reference, 'reference') : undefined;
    return at === undefined ? [] : [at.replace(/^#/, '')];
  });
  const contexts = all.flatMap((item) => item.populationContext?.name ?? []);
  const assembled = objectsField(questionnaire, 'extension').flatMap((each) =>
    shortName(stringField(each, 'url') ?? '') === 'sdc:assembleContext'
      ? (stringField(each, 'valueString') ?? [])
      : [],
  );
  return new Set([...launch.map((each) => each.name), ...queries, ...contexts, ...assembled]);
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
    return { ok: false, problems: [{ code: 'not-a-questionnaire', severity: 'error', path: '' }] };
  }
  const valueSetAt = valueSetFinder(questionnaire, host);
  const knows = (url: string): boolean => knowsItemExtension(url) || knowsHeadExtension(url);
  const reading: ItemReading = {
    ...{ problems: [], all: [], byLinkId: new Map(), count: 0, valueSetAt, knows },
    ...present({ expand: host.expand, patternOf, otherPattern: host.pattern }),
  };
  reportUnknownElements(reading, questionnaire, questionnaireElements, root);
  const head = readHead(reading, questionnaire, root);
  const items = readItems(reading, questionnaire, [], root);
  const { all, byLinkId, problems } = reading;
  if (refused(problems)) return { ok: false, problems };
  const shop: Workshop = {
    ...{ reading, items, all, byLinkId, variables: head.variables, programs: new Map() },
    given: givenNames(questionnaire, head.launchContext, all),
    ...(host.evaluate === undefined ? {} : { evaluate: host.evaluate }),
  };
  compileAll(shop, head.constraints);
  const { programs } = shop;
  const arranged = arrange(reading, all, rulesOf(reading, programs));
  if (refused(problems)) return { ok: false, problems };
  const form = { ...head, items, all, byLinkId, programs, weights: weightsOf(all), ...arranged };
  return { ok: true, form, problems };
}
