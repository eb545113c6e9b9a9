import type { Coding } from '../../fhir/index.ts';
import type { FormItem, ItemType } from '../form/form.ts';
import {
  field,
  flag,
  isObject,
  type Json,
  listField,
  numberField,
  objectField,
  objectsField,
  stringField,
} from '../json.ts';
import { present } from '../present.ts';
import type { Value } from '../value/value.ts';
import { fitIn } from '../value/value-fit.ts';
import { isCoding, isType } from '../value/value-reading.ts';
import { extensionOf, nameOf } from './extension-name.ts';
import { reportUnknownExtensions } from './extension-table.ts';
import type { PatternOf } from './host.ts';
import { itemElements } from './known.ts';
import { readEnablement } from './parse-condition.ts';
import { readExtras, textExpressionOf } from './parse-extension.ts';
import { readOptions } from './parse-option.ts';
import { type Reading, readText, report, reportUnknownElements, wordsIn } from './reading.ts';
import { optionsOfValueSet, type ValueSets } from './value-set.ts';

/** Deeper or larger than any form people fill in: refused before it can hurt. */
const maxDepth = 50;
const maxItems = 20_000;

export type ItemReading = Reading &
  ValueSets & {
    readonly all: FormItem[];
    readonly byLinkId: Map<string, FormItem>;
    /** Makes a regular expression run; a form that has one is refused without it. */
    readonly patternOf: PatternOf | undefined;
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
    const found = fitIn(item, each);
    if ('value' in found) return [found.value];
    report(reading, 'warning', 'wrong-shape', `${path}.initial[${index}]`);
    return [];
  });
}

/** The text as markdown or xhtml, with translations where the rendering itself has them. */
function richOf(raw: Json): FormItem['rich'] {
  for (const format of ['markdown', 'xhtml'] as const) {
    const text = wordsIn(extensionOf(objectField(raw, '_text'), `rendering-${format}`));
    if (text) return { format, text };
  }
  return undefined;
}

/** What is read of the extensions on a text, by short name. */
const textExtensions: ReadonlySet<string> = new Set([
  ...['translation', 'rendering-markdown', 'rendering-xhtml', 'cqf-expression'],
]);

/** The words of an item. */
function readWords(reading: Reading, raw: Json, path: string) {
  for (const name of ['_text', '_prefix']) {
    const shadow = objectField(raw, name);
    reportUnknownExtensions(reading, shadow, textExtensions, `${path}.${name}`);
  }
  return present({
    text: readText(raw, 'text'),
    prefix: readText(raw, 'prefix'),
    rich: richOf(raw),
    textExpression: textExpressionOf(raw),
  });
}

/** The units of a value set, unless the item lists its own. */
function unitsOf(reading: ItemReading, raw: Json, path: string): FormItem['unitOptions'] {
  const url = stringField(extensionOf(raw, 'questionnaire-unitValueSet'), 'valueCanonical');
  if (url === undefined) return undefined;
  const { options } = optionsOfValueSet(reading, url, path, 'extension');
  const units = options.flatMap(({ value }) => (value.type === 'coding' ? [value.value] : []));
  return units.length > 0 ? units : undefined;
}

function patternIn(
  reading: ItemReading,
  raw: Json,
  source: string | undefined,
  path: string,
): FormItem['pattern'] {
  const { patternOf } = reading;
  const found = source === undefined ? undefined : patternOf?.(source);
  if (source === undefined || found) return found;
  if (!patternOf) report(reading, 'error', 'unsupported-expression', path);
  else {
    const index = objectsField(raw, 'extension').findIndex((each) => nameOf(each) === 'regex');
    report(reading, 'warning', 'wrong-shape', `${path}.extension[${index}]`);
  }
  return reading.host.pattern?.(source);
}

/** What every item has, whatever stands beneath it. */
function readOwn(reading: ItemReading, raw: Json, path: string, type: ItemType) {
  const { pattern, ...extras } = readExtras(reading, raw, path);
  const definition = stringField(raw, 'definition');
  const maxLength = numberField(raw, 'maxLength');
  const valueSet = stringField(raw, 'answerValueSet');
  const enable = readEnablement(reading, raw, path);
  const { options, systems } =
    valueSet === undefined
      ? { options: readOptions(reading, raw, path), systems: undefined }
      : optionsOfValueSet(reading, valueSet, path);
  const openType = field(raw, 'answerConstraint') === 'optionsOrType' || undefined;
  return {
    ...present({ unitOptions: unitsOf(reading, raw, path) }),
    hidden: false,
    observationExtract: false,
    ...extras,
    ...present({ pattern: patternIn(reading, raw, pattern, path) }),
    ...readWords(reading, raw, path),
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

/** Beside those there is an item of each type of value. */
const itemTypes = ['group', 'display', 'choice', 'open-choice'] as const;

/** R5 says `coding` where R4 says choice, and whether other words may be given beside it. */
function typeOf(raw: Json): ItemType | undefined {
  const type = stringField(raw, 'type') ?? '';
  const known = isType(type) ? type : itemTypes.find((each) => each === type);
  if (known !== 'coding') return known;
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
    return readItem(reading, each, [...place, position], `${path}.item[${position}]`) ?? [];
  });
}
