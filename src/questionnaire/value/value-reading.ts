import type { Coding } from '../../fhir/index.ts';
import { field, isObject, type Json } from '../json.ts';
import { isDate } from './calendar.ts';
import type { Value, ValueType } from './value.ts';

type Check = (raw: unknown) => boolean;

const clock = '([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?';
const zone = '(Z|[+-]((0\\d|1[0-3]):[0-5]\\d|14:00))';

function matches(pattern: string): Check {
  const whole = new RegExp(`^${pattern}$`);
  return (raw) => typeof raw === 'string' && whole.test(raw);
}

/** A date that the calendar has, as precise as it is, and perhaps more. */
function isDated(more: string): Check {
  const hasForm = matches(`\\d{4}(-\\d\\d(-\\d\\d${more})?)?`);
  return (raw) => hasForm(raw) && isDate(String(raw).slice(0, 10));
}

const isText: Check = (raw) => typeof raw === 'string' && /\S/.test(raw);
const isNumber: Check = (raw) => Number.isFinite(raw);

/** An object whose members of these names, where it has them, are texts and never empty. */
function hasTexts(...names: readonly string[]): Check {
  return (raw) =>
    isObject(raw) &&
    names.every((name) => {
      const each = field(raw, name);
      return each === undefined || (typeof each === 'string' && each !== '');
    });
}

const hasCodingTexts = hasTexts('system', 'version', 'code', 'display');
const hasQuantityTexts = hasTexts('unit', 'system', 'code', 'comparator');

/** What is a FHIR R4 value of each type (https://hl7.org/fhir/R4/datatypes.html). */
const checks: Readonly<Record<ValueType, Check>> = {
  boolean: (raw) => typeof raw === 'boolean',
  integer: (raw) => (Number(raw) | 0) === raw,
  decimal: isNumber,
  string: isText,
  text: isText,
  url: matches('\\S+'),
  date: isDated(''),
  dateTime: isDated(`(T${clock}${zone})?`),
  time: matches(clock),
  coding: hasCodingTexts,
  quantity: (raw) => isObject(raw) && hasQuantityTexts(raw) && isNumber(field(raw, 'value') ?? 0),
  reference: hasTexts('reference', 'type', 'display'),
  attachment: hasTexts('contentType', 'data', 'url', 'title', 'creation'),
};

function isValue(read: { readonly type: ValueType; readonly value: unknown }): read is Value {
  return checks[read.type](read.value);
}

/** The value when `raw` is a well-formed FHIR value of that type. */
export function readValue(type: ValueType, raw: unknown): Value | undefined {
  const read = { type, value: raw };
  return isValue(read) ? read : undefined;
}

export function isCoding(value: unknown): value is Coding {
  return hasCodingTexts(value);
}

/** The `[x]` of `value[x]`: the type's name, but what a form calls text and url are String and Uri. */
function suffixOf(type: ValueType): string {
  if (type === 'url') return 'Uri';
  return type === 'text' ? 'String' : type.replace(/^./, (letter) => letter.toUpperCase());
}

/** `valueCoding`, `valueString` … */
export function valueName(type: ValueType): string {
  return `value${suffixOf(type)}`;
}

export const isType = (name: string): name is ValueType => Object.hasOwn(checks, name);

/** By that name; a string is a string until its item says that it is a text. */
const types: ReadonlyMap<string, ValueType> = new Map(
  Object.keys(checks).flatMap((type) =>
    isType(type) && type !== 'text' ? [[suffixOf(type), type] as const] : [],
  ),
);

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
