import type { Coding } from '../fhir/index.ts';
import { extension } from '../fhir/index.ts';
import type { FormItem, ItemType } from './form.ts';
import {
  field,
  flag,
  isObject,
  type Json,
  listField,
  numberField,
  objectsField,
  stringField,
} from './json.ts';
import { itemElements, itemExtensions } from './known.ts';
import { readEnablement } from './parse-condition.ts';
import { readOptions } from './parse-option.ts';
import {
  extensionsOf,
  type Reading,
  readText,
  report,
  reportUnknownElements,
  reportUnknownExtensions,
} from './reading.ts';
import type { Value } from './value.ts';
import { isCoding, readChoice } from './value-reading.ts';

const itemTypes: readonly ItemType[] = [
  ...(['group', 'display', 'boolean', 'decimal', 'integer', 'date', 'dateTime', 'time'] as const),
  ...(['string', 'text', 'url', 'choice', 'open-choice', 'attachment', 'reference'] as const),
  'quantity',
];

/** Deeper or larger than any form people fill in: refused before it can hurt. */
const maxDepth = 50;
const maxItems = 50_000;

export type ItemReading = Reading & {
  readonly all: FormItem[];
  readonly byLinkId: Map<string, FormItem>;
  count: number;
};

export function codingsOf(object: Json, name: string): readonly Coding[] {
  return listField(object, name).filter(isCoding);
}

function controlOf(raw: Json): string | undefined {
  const concept = extensionsOf(raw, extension.itemControl).map((each) =>
    field(each, 'valueCodeableConcept'),
  )[0];
  if (!isObject(concept)) return undefined;
  return codingsOf(concept, 'coding').find((coding) => coding.code !== undefined)?.code;
}

function flagExtension(raw: Json, url: string): boolean {
  return extensionsOf(raw, url).some((each) => flag(each, 'valueBoolean'));
}

function initialOf(reading: Reading, raw: Json, path: string): readonly Value[] {
  return objectsField(raw, 'initial').flatMap((each, index) => {
    const value = readChoice(each, 'value');
    if (value === undefined) report(reading, 'warning', 'wrong-shape', `${path}.initial[${index}]`);
    return value === undefined ? [] : [value];
  });
}

/** What every item has, whatever stands beneath it. */
function readOwn(reading: Reading, raw: Json, path: string) {
  const text = readText(raw, 'text');
  const prefix = readText(raw, 'prefix');
  const definition = stringField(raw, 'definition');
  const maxLength = numberField(raw, 'maxLength');
  const enable = readEnablement(reading, raw, path);
  const control = controlOf(raw);
  return {
    code: codingsOf(raw, 'code'),
    required: flag(raw, 'required'),
    repeats: flag(raw, 'repeats'),
    readOnly: flag(raw, 'readOnly'),
    hidden: flagExtension(raw, extension.hidden),
    observationExtract: flagExtension(raw, extension.observationExtract),
    options: readOptions(reading, raw, path),
    initial: initialOf(reading, raw, path),
    ...(text === undefined ? {} : { text }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(definition === undefined ? {} : { definition }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(enable === undefined ? {} : { enable }),
    ...(control === undefined ? {} : { control }),
  };
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
  const type = itemTypes.find((each) => each === field(raw, 'type'));
  if (linkId === undefined) report(reading, 'error', 'missing-element', `${path}.linkId`);
  if (type === undefined) report(reading, 'error', 'unknown-item-type', `${path}.type`, linkId);
  reportUnknownElements(reading, raw, itemElements, path);
  reportUnknownExtensions(reading, raw, itemExtensions, path);
  const own = readOwn(reading, raw, path);
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
