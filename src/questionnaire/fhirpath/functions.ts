import { isObject } from '../json.ts';
import { pattern } from '../pattern/pattern.ts';
import { ExpressionFault } from './fault.ts';
import { type Collection, member } from './navigate.ts';
import { isMoment, isNode } from './node.ts';
import { asQuantity, distinct, includes, single, truth } from './operate.ts';

/** A function of values only: the input collection and its evaluated arguments. */
export type Plain = (input: Collection, ...args: readonly Collection[]) => Collection;

function text(value: unknown): string | undefined {
  if (isMoment(value)) return value.text;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The first value with the arguments' first values, when all are there; `type` is what the value must be. */
function on<Type>(
  is: (value: unknown) => value is Type,
  apply: (input: Type, ...args: readonly unknown[]) => unknown,
): Plain {
  return (input, ...args) => {
    const value = single(input);
    const given = args.map(single);
    if (value === undefined || given.includes(undefined)) return [];
    if (!is(value)) throw new ExpressionFault('another type');
    const result = apply(value, ...given);
    return result === undefined || Number.isNaN(result) ? [] : [result];
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isAny = (_: unknown): _ is unknown => true;

function toNumber(value: unknown, pattern: RegExp): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  return pattern.test(String(value)) ? Number(value) : undefined;
}

function toText(value: unknown): string | undefined {
  const quantity = asQuantity(value);
  return quantity === undefined ? text(value) : `${quantity.value} '${quantity.unit}'`;
}

/** Rounds as people do: a half goes away from zero. */
function round(value: number, digits: unknown = 0): number {
  const scale = 10 ** Number(digits);
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale;
}

function isMatch(value: string, source: unknown): boolean {
  const found = pattern(String(source), true);
  if (found === undefined) throw new ExpressionFault('not a regular expression');
  return found.isIn(value);
}

function substring(value: string, from: unknown, length?: unknown): string | undefined {
  const start = Number(from);
  if (start < 0 || start >= value.length) return undefined;
  return value.slice(start, length === undefined ? undefined : start + Number(length));
}

/** Of nothing there is no sum: missing is not zero. */
function folded(fold: (values: readonly number[]) => number): Plain {
  return (input) => {
    const numbers = input.filter(isNumber);
    if (numbers.length < input.length) throw new ExpressionFault('not a number');
    return numbers.length === 0 ? [] : [fold(numbers)];
  };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const count = (values: Collection = []): number => Math.max(0, Number(single(values) ?? 0));

function extensions(input: Collection, url: Collection): Collection {
  return input
    .flatMap((each) => member(each, 'extension', []))
    .filter((each) => isObject(each) && each['url'] === single(url));
}

const join: Plain = (input, by = []) =>
  input.length === 0 ? [] : [input.map(text).join(text(single(by)) ?? '')];

/** What forms use; an expression with another function goes to the evaluator that the host hands in. */
const plain: readonly (readonly [string, Plain])[] = [
  ['exists', (input) => [input.length > 0]],
  ['empty', (input) => [input.length === 0]],
  ['count', (input) => [input.length]],
  ['not', (input) => (truth(input) === undefined ? [] : [!truth(input)])],
  ['hasValue', (input) => [input.length === 1 && (!isObject(input[0]) || isMoment(input[0]))]],
  ['first', (input) => input.slice(0, 1)],
  ['last', (input) => input.slice(-1)],
  ['tail', (input) => input.slice(1)],
  ['skip', (input, by) => input.slice(count(by))],
  ['take', (input, by) => input.slice(0, count(by))],
  ['distinct', distinct],
  ['union', (input, other = []) => distinct([...input, ...other])],
  ['intersect', (input, other = []) => distinct(input.filter((each) => includes(other, each)))],
  ['exclude', (input, other = []) => input.filter((each) => !includes(other, each))],
  ['allTrue', (input) => [input.every((each) => each === true)]],
  ['anyTrue', (input) => [input.includes(true)]],
  ['sum', folded(sum)],
  ['min', folded((values) => Math.min(...values))],
  ['max', folded((values) => Math.max(...values))],
  ['avg', folded((values) => sum(values) / values.length)],
  ['toString', on(isAny, toText)],
  ['toInteger', on(isAny, (value) => toNumber(value, /^[+-]?\d+$/))],
  ['toDecimal', on(isAny, (value) => toNumber(value, /^[+-]?\d+(\.\d+)?$/))],
  ['abs', on(isNumber, Math.abs)],
  ['ceiling', on(isNumber, Math.ceil)],
  ['floor', on(isNumber, Math.floor)],
  ['power', on(isNumber, (value, by) => value ** Number(by))],
  ['round', on(isNumber, round)],
  ['length', on(isText, (value) => value.length)],
  ['upper', on(isText, (value) => value.toUpperCase())],
  ['lower', on(isText, (value) => value.toLowerCase())],
  ['trim', on(isText, (value) => value.trim())],
  ['startsWith', on(isText, (value, prefix) => value.startsWith(String(prefix)))],
  ['endsWith', on(isText, (value, suffix) => value.endsWith(String(suffix)))],
  ['contains', on(isText, (value, part) => value.includes(String(part)))],
  ['matches', on(isText, isMatch)],
  ['substring', on(isText, substring)],
  ['join', join],
  ['extension', (input, url = []) => extensions(input, url)],
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
