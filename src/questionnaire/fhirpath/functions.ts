import { isObject } from '../json.ts';
import { ExpressionFault } from './fault.ts';
import { type Collection, member } from './navigate.ts';
import { isMoment, isNode, moment } from './node.ts';
import { asQuantity, distinct, includes, single, truth } from './operate.ts';

/** A function of values only: the input collection and its evaluated arguments. */
export type Plain = (input: Collection, ...args: readonly Collection[]) => Collection;

function text(value: unknown): string | undefined {
  if (isMoment(value)) return value.text;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A function of one string, empty when there is none. */
function onText(apply: (input: string, ...args: readonly unknown[]) => unknown): Plain {
  return (input, ...args) => {
    const value = single(input);
    if (value === undefined) return [];
    if (typeof value !== 'string') throw new ExpressionFault('not a string');
    const given = args.map(single);
    if (given.includes(undefined)) return [];
    const result = apply(value, ...given);
    return result === undefined ? [] : [result];
  };
}

function onNumber(apply: (input: number, ...args: readonly unknown[]) => number): Plain {
  return (input, ...args) => {
    const value = single(input);
    if (value === undefined) return [];
    if (typeof value !== 'number') throw new ExpressionFault('not a number');
    const result = apply(value, ...args.map(single));
    return Number.isFinite(result) ? [result] : [];
  };
}

function converting(convert: (value: unknown) => unknown): Plain {
  return (input) => {
    const value = single(input);
    const result = value === undefined ? undefined : convert(value);
    return result === undefined ? [] : [result];
  };
}

function toNumber(value: unknown, pattern: RegExp): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return pattern.test(String(value)) ? value : undefined;
  return typeof value === 'string' && pattern.test(value) ? Number(value) : undefined;
}

const integer = /^[+-]?\d+$/;
const decimal = /^[+-]?\d+(\.\d+)?$/;

function toBoolean(value: unknown): boolean | undefined {
  const word = String(value).toLowerCase();
  if (['true', 't', 'yes', 'y', '1', '1.0'].includes(word)) return true;
  return ['false', 'f', 'no', 'n', '0', '0.0'].includes(word) ? false : undefined;
}

function toText(value: unknown): string | undefined {
  const quantity = asQuantity(value);
  return quantity === undefined ? text(value) : `${quantity.value} '${quantity.unit}'`;
}

function toDate(value: unknown): unknown {
  const written = text(value);
  return written !== undefined && /^\d{4}/.test(written) ? moment(written.slice(0, 10)) : undefined;
}

/** Rounds as people do: a half goes away from zero. */
function round(value: number, digits: unknown): number {
  const scale = 10 ** (typeof digits === 'number' ? digits : 0);
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale;
}

function pattern(source: unknown, flags: string): RegExp {
  try {
    return new RegExp(String(source), flags);
  } catch (cause) {
    throw new ExpressionFault('not a regular expression', { cause });
  }
}

function every(wanted: boolean): Plain {
  return (input) => [input.every((each) => each === wanted)];
}

function some(wanted: boolean): Plain {
  return (input) => [input.includes(wanted)];
}

/** Of nothing there is no sum: missing is not zero. */
function folded(fold: (values: readonly number[]) => number): Plain {
  return (input) => {
    const numbers = input.flatMap((each) => (typeof each === 'number' ? each : []));
    if (numbers.length < input.length) throw new ExpressionFault('not a number');
    return numbers.length === 0 ? [] : [fold(numbers)];
  };
}

const at = (values: Collection, index: number): Collection =>
  index < 0 || index >= values.length ? [] : [values[index]];

const count = (values: Collection): number => {
  const value = single(values);
  return typeof value === 'number' ? value : 0;
};

function extensions(input: Collection, url: Collection): Collection {
  return input
    .flatMap((each) => member(each, 'extension', []))
    .filter((each) => isObject(each) && each['url'] === single(url));
}

const join: Plain = (input, by) =>
  input.length === 0 ? [] : [input.map(text).join(text(single(by ?? [])) ?? '')];

const plain: readonly (readonly [string, Plain])[] = [
  ['exists', (input) => [input.length > 0]],
  ['empty', (input) => [input.length === 0]],
  ['count', (input) => [input.length]],
  ['not', (input) => (truth(input) === undefined ? [] : [!truth(input)])],
  ['hasValue', (input) => [input.length === 1 && (!isObject(input[0]) || isMoment(input[0]))]],
  ['first', (input) => at(input, 0)],
  ['last', (input) => at(input, input.length - 1)],
  ['tail', (input) => input.slice(1)],
  ['skip', (input, by) => input.slice(Math.max(0, count(by ?? [])))],
  ['take', (input, by) => input.slice(0, Math.max(0, count(by ?? [])))],
  ['single', (input) => (single(input) === undefined ? [] : input)],
  ['distinct', (input) => distinct(input)],
  ['isDistinct', (input) => [distinct(input).length === input.length]],
  ['union', (input, other) => distinct([...input, ...(other ?? [])])],
  ['combine', (input, other) => [...input, ...(other ?? [])]],
  ['intersect', (input, other) => distinct(input.filter((each) => includes(other ?? [], each)))],
  ['exclude', (input, other) => input.filter((each) => !includes(other ?? [], each))],
  ['subsetOf', (input, other) => [input.every((each) => includes(other ?? [], each))]],
  ['supersetOf', (input, other) => [(other ?? []).every((each) => includes(input, each))]],
  ['allTrue', every(true)],
  ['allFalse', every(false)],
  ['anyTrue', some(true)],
  ['anyFalse', some(false)],
  ['sum', folded((values) => values.reduce((a, b) => a + b, 0))],
  ['min', folded((values) => Math.min(...values))],
  ['max', folded((values) => Math.max(...values))],
  ['avg', folded((values) => values.reduce((a, b) => a + b, 0) / values.length)],
  ['toString', converting(toText)],
  ['toInteger', converting((value) => toNumber(value, integer))],
  ['toDecimal', converting((value) => toNumber(value, decimal))],
  ['toBoolean', converting(toBoolean)],
  ['toDate', converting(toDate)],
  ['toDateTime', converting((value) => (text(value) ? moment(text(value) ?? '') : undefined))],
  ['abs', onNumber(Math.abs)],
  ['ceiling', onNumber(Math.ceil)],
  ['floor', onNumber(Math.floor)],
  ['truncate', onNumber(Math.trunc)],
  ['exp', onNumber(Math.exp)],
  ['ln', onNumber(Math.log)],
  ['sqrt', onNumber(Math.sqrt)],
  ['log', onNumber((value, base) => Math.log(value) / Math.log(Number(base)))],
  ['power', onNumber((value, by) => value ** Number(by))],
  ['round', onNumber(round)],
  ['length', onText((value) => value.length)],
  ['upper', onText((value) => value.toUpperCase())],
  ['lower', onText((value) => value.toLowerCase())],
  ['trim', onText((value) => value.trim())],
  ['startsWith', onText((value, prefix) => value.startsWith(String(prefix)))],
  ['endsWith', onText((value, suffix) => value.endsWith(String(suffix)))],
  ['contains', onText((value, part) => value.includes(String(part)))],
  ['indexOf', onText((value, part) => value.indexOf(String(part)))],
  ['replace', onText((value, from, to) => value.replaceAll(String(from), String(to)))],
  ['matches', onText((value, source) => pattern(source, 'su').test(value))],
  [
    'replaceMatches',
    onText((value, source, to) => value.replace(pattern(source, 'gsu'), String(to))),
  ],
  [
    'substring',
    onText((value, from, length) => {
      const start = Number(from);
      if (start < 0 || start >= value.length) return undefined;
      return value.slice(start, length === undefined ? undefined : start + Number(length));
    }),
  ],
  ['join', join],
  ['split', (input, by) => input.flatMap((each) => String(each).split(String(single(by ?? []))))],
  ['toChars', (input) => input.flatMap((each) => [...String(each)])],
  ['extension', (input, url) => extensions(input, url ?? [])],
  ['trace', (input) => input],
  ['getValue', (input) => input.filter((each) => !isObject(each) || isMoment(each))],
];

/** Functions whose arguments are evaluated once, on the outer focus. */
export const functions: ReadonlyMap<string, Plain> = new Map(plain);

/** Whether a value is of a FHIR or System type, as far as plain JSON shows it; undefined for types not told apart. */
export function isOfType(value: unknown, name: string): boolean | undefined {
  const type = name.replace(/^(FHIR|System)\./, '').replace(/^`|`$/g, '');
  const test = types.get(type.toLowerCase());
  if (test !== undefined) return test(value);
  if (isObject(value) && typeof value['resourceType'] === 'string' && !isNode(value)) {
    return value['resourceType'] === type;
  }
  return isObject(value) && !isNode(value) ? undefined : false;
}

const isDateText = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}(-\d\d)?/.test(value);

const types: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['boolean', (value: unknown) => typeof value === 'boolean'],
  ['integer', (value: unknown) => Number.isInteger(value)],
  ['decimal', (value: unknown) => typeof value === 'number'],
  ['string', (value: unknown) => typeof value === 'string'],
  ['date', (value: unknown) => (isMoment(value) ? value.type === 'date' : isDateText(value))],
  [
    'datetime',
    (value: unknown) => (isMoment(value) ? value.type === 'dateTime' : isDateText(value)),
  ],
  ['time', (value: unknown) => isMoment(value) && value.type === 'time'],
  ['quantity', (value: unknown) => asQuantity(value) !== undefined],
  ['coding', (value: unknown) => isPlain(value) && 'code' in value && !('value' in value)],
  ['codeableconcept', (value: unknown) => isPlain(value) && ('coding' in value || 'text' in value)],
  ['reference', (value: unknown) => isPlain(value) && 'reference' in value],
  ['period', (value: unknown) => isPlain(value) && ('start' in value || 'end' in value)],
]);

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !isNode(value);
}
