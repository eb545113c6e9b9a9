import type { Attachment, Coding, Quantity, Reference } from '../fhir/index.ts';
import { field, isObject, type Json } from './json.ts';
import { dayNumber, dayOf } from './moment.ts';
import type { Value, ValueType } from './value.ts';

/** The `[x]` of `value[x]`, for each type of value. */
const suffixes: Readonly<Record<ValueType, string>> = {
  boolean: 'Boolean',
  coding: 'Coding',
  string: 'String',
  text: 'String',
  url: 'Uri',
  date: 'Date',
  dateTime: 'DateTime',
  time: 'Time',
  integer: 'Integer',
  decimal: 'Decimal',
  quantity: 'Quantity',
  reference: 'Reference',
  attachment: 'Attachment',
};

const types: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['Boolean', 'boolean'],
  ['Coding', 'coding'],
  ['String', 'string'],
  ['Uri', 'url'],
  ['Date', 'date'],
  ['DateTime', 'dateTime'],
  ['Time', 'time'],
  ['Integer', 'integer'],
  ['Decimal', 'decimal'],
  ['Quantity', 'quantity'],
  ['Reference', 'reference'],
  ['Attachment', 'attachment'],
]);

const year = '([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)';
const monthDay = '(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?';
const clock = '([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?';
const zone = '(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))';

/** The regular expressions of the FHIR R4 primitives (https://hl7.org/fhir/R4/datatypes.html). */
const lexical: Readonly<Record<TextType, RegExp>> = {
  date: new RegExp(`^${year}(-${monthDay})?$`),
  dateTime: new RegExp(
    `^${year}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T${clock}${zone})?)?)?$`,
  ),
  time: new RegExp(`^${clock}$`),
  url: /^\S+$/,
  string: /\S/,
  text: /\S/,
};

const hasTexts = (value: Json, names: readonly string[]): boolean =>
  names.every((name) => {
    const each = field(value, name);
    return each === undefined || (typeof each === 'string' && each !== '');
  });

export function isCoding(value: unknown): value is Coding {
  return isObject(value) && hasTexts(value, ['system', 'version', 'code', 'display']);
}

function isQuantity(value: unknown): value is Quantity {
  if (!isObject(value) || !hasTexts(value, ['unit', 'system', 'code', 'comparator'])) return false;
  const number = field(value, 'value');
  return number === undefined || (typeof number === 'number' && Number.isFinite(number));
}

function isReference(value: unknown): value is Reference {
  return isObject(value) && hasTexts(value, ['reference', 'type', 'display']);
}

function isAttachment(value: unknown): value is Attachment {
  return isObject(value) && hasTexts(value, ['contentType', 'data', 'url', 'title', 'creation']);
}

type TextType = 'string' | 'text' | 'url' | 'date' | 'dateTime' | 'time';
type Read = (raw: unknown) => Value | undefined;

/** The thirtieth of February has the form of a day and is none. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return text.length < 10 || dayOf(dayNumber(year, month, day)) === text.slice(0, 10);
}

function textReader(type: TextType): Read {
  const isExact = type === 'date' || type === 'dateTime' ? isDay : () => true;
  return (raw) =>
    typeof raw === 'string' && lexical[type].test(raw) && isExact(raw)
      ? { type, value: raw }
      : undefined;
}

function isInteger(raw: unknown): raw is number {
  return Number.isInteger(raw) && Math.abs(Number(raw)) <= 2 ** 31;
}

function isDecimal(raw: unknown): raw is number {
  return typeof raw === 'number' && Number.isFinite(raw);
}

const readers: Readonly<Record<ValueType, Read>> = {
  boolean: (raw) => (typeof raw === 'boolean' ? { type: 'boolean', value: raw } : undefined),
  integer: (raw) => (isInteger(raw) ? { type: 'integer', value: raw } : undefined),
  decimal: (raw) => (isDecimal(raw) ? { type: 'decimal', value: raw } : undefined),
  coding: (raw) => (isCoding(raw) ? { type: 'coding', value: raw } : undefined),
  quantity: (raw) => (isQuantity(raw) ? { type: 'quantity', value: raw } : undefined),
  reference: (raw) => (isReference(raw) ? { type: 'reference', value: raw } : undefined),
  attachment: (raw) => (isAttachment(raw) ? { type: 'attachment', value: raw } : undefined),
  string: textReader('string'),
  text: textReader('text'),
  url: textReader('url'),
  date: textReader('date'),
  dateTime: textReader('dateTime'),
  time: textReader('time'),
};

/** The value when `raw` is a well-formed FHIR value of that type. */
export function readValue(type: ValueType, raw: unknown): Value | undefined {
  return readers[type](raw);
}

/** The names in `object` that are `prefix[x]`, so that two at once can be told. */
export function choiceNames(object: Json, prefix: string): readonly string[] {
  return Object.keys(object).filter(
    (name) => name.startsWith(prefix) && types.has(name.slice(prefix.length)),
  );
}

/** Reads `prefix[x]`. Undefined when there is none, when there are two, or when it is malformed. */
export function readChoice(object: Json, prefix: string): Value | undefined {
  const [name, ...others] = choiceNames(object, prefix);
  const type = name === undefined ? undefined : types.get(name.slice(prefix.length));
  if (name === undefined || type === undefined || others.length > 0) return undefined;
  return readValue(type, field(object, name));
}

/** `valueCoding`, `valueString` … */
export function valueName(type: ValueType): string {
  return `value${suffixes[type]}`;
}
