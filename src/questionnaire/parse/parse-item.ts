import { type Coding, extension } from '../../fhir/index.ts';
import type { FormItem, ItemType } from '../form/form.ts';
import {
  field,
  flag,
  isObject,
  type Json,
  listField,
  numberField,
  objectsField,
  stringField,
} from '../json.ts';
import { present } from '../present.ts';
import type { Value } from '../value/value.ts';
import { adapted, fitOf } from '../value/value-fit.ts';
import { isCoding, readChoice } from '../value/value-reading.ts';
import { itemElements } from './known.ts';
import { readEnablement } from './parse-condition.ts';
import { readExtras, textExpressionOf } from './parse-extension.ts';
import { readOptions } from './parse-option.ts';
import {
  extensionsOf,
  type Reading,
  readText,
  report,
  reportUnknownElements,
  reportUnknownExtensions,
} from './reading.ts';
import { type Expand, optionsOfValueSet } from './value-set.ts';

const itemTypes: readonly ItemType[] = [
  ...(['group', 'display', 'boolean', 'decimal', 'integer', 'date', 'dateTime', 'time'] as const),
  ...(['string', 'text', 'url', 'choice', 'open-choice', 'attachment', 'reference'] as const),
  'quantity',
];

/** Deeper or larger than any form people fill in: refused before it can hurt. */
const maxDepth = 50;
const maxItems = 20_000;

export type PatternOf = (source: string) => FormItem['pattern'];

export type ItemReading = Reading & {
  readonly all: FormItem[];
  readonly byLinkId: Map<string, FormItem>;
  /** Resources inside the questionnaire by `#id`, and those a host has. */
  readonly valueSetAt: (url: string) => unknown;
  readonly expand?: Expand;
  /** Makes a regular expression run; a form that has one is refused without it. */
  readonly patternOf?: PatternOf;
  /** What is asked for a pattern that the former cannot read; the form says so all the same. */
  readonly otherPattern?: PatternOf;
  count: number;
};

export function codingsOf(object: Json, name: string): readonly Coding[] {
  return listField(object, name).filter(isCoding);
}

/** Initial values that the item can take; integers do for decimals, as they do in JSON. */
function initialOf(
  reading: Reading,
  raw: Json,
  path: string,
  item: Pick<FormItem, 'type' | 'options' | 'openType'>,
): readonly Value[] {
  return objectsField(raw, 'initial').flatMap((each, index) => {
    const value = readChoice(each, 'value');
    const result = value === undefined ? undefined : fitOf(item, adapted(item, value));
    if (result !== undefined && 'value' in result) return [result.value];
    report(reading, 'warning', 'wrong-shape', `${path}.initial[${index}]`);
    return [];
  });
}

const renderings = [
  ['markdown', 'http://hl7.org/fhir/StructureDefinition/rendering-markdown'],
  ['xhtml', 'http://hl7.org/fhir/StructureDefinition/rendering-xhtml'],
] as const;

/** The text as markdown or xhtml, with translations where the rendering itself has them. */
function richOf(raw: Json): FormItem['rich'] {
  const shadow = field(raw, '_text');
  if (!isObject(shadow)) return undefined;
  for (const [format, url] of renderings) {
    const [found] = extensionsOf(shadow, url);
    const text = found && (readText(found, 'valueMarkdown') ?? readText(found, 'valueString'));
    if (text !== undefined) return { format, text };
  }
  return undefined;
}

/** What is read of the extensions on a text. */
const textExtensions: ReadonlySet<string> = new Set([
  extension.translation,
  ...renderings.map(([, url]) => url),
  'http://hl7.org/fhir/StructureDefinition/cqf-expression',
]);

/** The words of an item. */
function readWords(reading: Reading, raw: Json, path: string) {
  for (const name of ['_text', '_prefix']) {
    const shadow = field(raw, name);
    if (isObject(shadow)) {
      reportUnknownExtensions(reading, shadow, textExtensions, `${path}.${name}`);
    }
  }
  const text = readText(raw, 'text');
  const prefix = readText(raw, 'prefix');
  const rich = richOf(raw);
  const textExpression = textExpressionOf(raw, 'text');
  return {
    ...present({ text, prefix, rich, textExpression }),
  };
}

const unitValueSet = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unitValueSet';

/** The units of a value set, unless the item lists its own. */
function unitsOf(reading: ItemReading, raw: Json, path: string): FormItem['unitOptions'] {
  const [found] = extensionsOf(raw, unitValueSet);
  const url = found && stringField(found, 'valueCanonical');
  if (url === undefined) return undefined;
  const { options } = optionsOfValueSet(reading, url, path, 'extension');
  const units = options.flatMap(({ value }) => (value.type === 'coding' ? [value.value] : []));
  return units.length === 0 ? undefined : units;
}

const regex = 'http://hl7.org/fhir/StructureDefinition/regex';

function patternIn(
  reading: ItemReading,
  raw: Json,
  source: string | undefined,
  path: string,
): FormItem['pattern'] {
  const { patternOf } = reading;
  const found = source === undefined ? undefined : patternOf?.(source);
  if (source === undefined || found !== undefined) return found;
  if (patternOf === undefined) report(reading, 'error', 'unsupported-expression', path);
  else {
    const index = objectsField(raw, 'extension').findIndex(({ url }) => url === regex);
    report(reading, 'warning', 'wrong-shape', `${path}.extension[${index}]`);
  }
  return reading.otherPattern?.(source);
}

/** What every item has, whatever stands beneath it. */
function readOwn(reading: ItemReading, raw: Json, path: string, type: ItemType) {
  const extensions = readExtras(reading, raw, path);
  const { hidden = false, observationExtract = false, pattern, ...extras } = extensions;
  const definition = stringField(raw, 'definition');
  const maxLength = numberField(raw, 'maxLength');
  const valueSet = stringField(raw, 'answerValueSet');
  const enable = readEnablement(reading, raw, path);
  const { options, systems } =
    valueSet === undefined
      ? { options: readOptions(reading, raw, path) }
      : optionsOfValueSet(reading, valueSet, path);
  const openType = field(raw, 'answerConstraint') === 'optionsOrType' || undefined;
  return {
    ...present({ unitOptions: unitsOf(reading, raw, path) }),
    ...extras,
    ...present({ pattern: patternIn(reading, raw, pattern, path) }),
    ...readWords(reading, raw, path),
    hidden,
    observationExtract,
    code: codingsOf(raw, 'code'),
    required: flag(raw, 'required'),
    repeats: flag(raw, 'repeats'),
    readOnly: flag(raw, 'readOnly'),
    options,
    initial: initialOf(reading, raw, path, { type, options, ...present({ openType }) }),
    source: raw,
    ...present({ definition, maxLength, valueSet, systems, openType, enable }),
  };
}

/** R5 says `coding` where R4 says choice, and whether other words may be given beside it. */
function typeOf(raw: Json): ItemType | undefined {
  const type = field(raw, 'type');
  if (type !== 'coding') return itemTypes.find((each) => each === type);
  return field(raw, 'answerConstraint') === 'optionsOrString' ? 'open-choice' : 'choice';
}

function readItem(
  reading: ItemReading,
  raw: unknown,
  place: readonly number[],
  path: string,
): FormItem | undefined {
  const index = reading.count++;
  if (!isObject(raw)) {
    report(reading, 'error', 'wrong-shape', path);
    return undefined;
  }
  const linkId = stringField(raw, 'linkId');
  const type = typeOf(raw);
  if (linkId === undefined) report(reading, 'error', 'missing-element', `${path}.linkId`);
  if (type === undefined) report(reading, 'error', 'unknown-item-type', `${path}.type`, linkId);
  reportUnknownElements(reading, raw, itemElements, path);
  const own = readOwn(reading, raw, path, type ?? 'group');
  const items = readItems(reading, raw, place, path);
  if (linkId === undefined || type === undefined) return undefined;
  if (reading.byLinkId.has(linkId)) report(reading, 'error', 'duplicate-link-id', path, linkId);
  const item = { linkId, type, index, last: reading.count - 1, path: place, ...own, items };
  reading.byLinkId.set(linkId, item);
  reading.all[index] = item;
  return item;
}

/** The items beneath `parent`. One that cannot be read is left out, and then the form is refused as a whole. */
export function readItems(
  reading: ItemReading,
  parent: Json,
  place: readonly number[],
  path: string,
): readonly FormItem[] {
  const raw = field(parent, 'item');
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    report(reading, 'error', 'wrong-shape', `${path}.item`);
    return [];
  }
  if (place.length >= maxDepth) {
    report(reading, 'error', 'too-deep', `${path}.item`);
    return [];
  }
  return raw.flatMap((each: unknown, position) => {
    if (reading.count >= maxItems) {
      if (reading.count++ === maxItems) report(reading, 'error', 'too-large', path);
      return [];
    }
    const item = readItem(reading, each, [...place, position], `${path}.item[${position}]`);
    return item === undefined ? [] : [item];
  });
}
