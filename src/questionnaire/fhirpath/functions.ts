import { isObject } from '../json.ts';
import { pattern } from '../pattern/pattern.ts';
import { ExpressionFault } from './fault.ts';
import { type Collection, member } from './navigate.ts';
import { isMoment, isNode } from './node.ts';
import {
  asQuantity,
  distinct,
  includes,
  isAny,
  isNumber,
  lifted as on,
  operations,
  type Plain,
  single,
  textOf,
  truth,
} from './operate.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

function toNumber(value: unknown, pattern: RegExp): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  return pattern.test(String(value)) ? Number(value) : undefined;
}

function toText(value: unknown): string | undefined {
  const quantity = asQuantity(value);
  return quantity === undefined ? textOf(value) : `${quantity.value} '${quantity.unit}'`;
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

/** `a[0]` */
const at: Plain = (input, by = []) => {
  const index = single(by);
  return typeof index === 'number' && index in input ? [input[index]] : [];
};

const count = (values: Collection = []): number => Math.max(0, Number(single(values) ?? 0));

function extensions(input: Collection, url: Collection): Collection {
  return input
    .flatMap((each) => member(each, 'extension', []))
    .filter((each) => isObject(each) && each['url'] === single(url));
}

const join: Plain = (input, by = []) =>
  input.length === 0 ? [] : [input.map(textOf).join(textOf(single(by)) ?? '')];

/** What forms use; an expression with another function goes to the evaluator that the host hands in. */
const plain: readonly (readonly [string, Plain])[] = [
  ['exists', (input) => [input.length > 0]],
  ['empty', (input) => [input.length === 0]],
  ['count', (input) => [input.length]],
  ['not', (input) => (truth(input) === undefined ? [] : [!truth(input)])],
  ['hasValue', (input) => [input.length === 1 && (!isObject(input[0]) || isMoment(input[0]))]],
  ['[]', at],
  ['first', (input) => input.slice(0, 1)],
  ['last', (input) => input.slice(-1)],
  ['tail', (input) => input.slice(1)],
  ['skip', (input, by) => input.slice(count(by))],
  ['take', (input, by) => input.slice(0, count(by))],
  ['distinct', distinct],
  ['union', operations['|']],
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
function isOfType(value: unknown, name: string): boolean | undefined {
  const type = name.replace(/^(FHIR|System)\./, '');
  const test = types.get(type.toLowerCase());
  if (test !== undefined) return test(value);
  if (!isObject(value) || isNode(value)) return false;
  const { resourceType } = value;
  return isText(resourceType) ? resourceType === type : undefined;
}

const isMomentOf =
  (type: 'date' | 'dateTime') =>
  (value: unknown): boolean =>
    isMoment(value) ? value.type === type : isText(value) && /^\d{4}(-\d\d)?/.test(value);

const has =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    isObject(value) && !isNode(value) && names.some((name) => name in value);

const types: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['boolean', (value: unknown) => typeof value === 'boolean'],
  ['integer', (value: unknown) => Number.isInteger(value)],
  ['decimal', isNumber],
  ['string', isText],
  ['date', isMomentOf('date')],
  ['datetime', isMomentOf('dateTime')],
  ['time', (value: unknown) => isMoment(value) && value.type === 'time'],
  ['quantity', (value: unknown) => asQuantity(value) !== undefined],
  ['coding', (value: unknown) => has('code')(value) && !has('value')(value)],
  ['codeableconcept', has('coding', 'text')],
  ['reference', has('reference')],
  ['period', has('start', 'end')],
]);

/** `is`, and by any other sign those of the type. */
export function typed(name: string, sign: string, input: Collection): Collection {
  const tests = input.map((each) => isOfType(each, name));
  if (tests.includes(undefined)) throw new ExpressionFault(`type ${name}`);
  if (sign === 'is') return input.length === 0 ? [] : [single(tests) === true];
  return input.filter((_, index) => tests[index] === true);
}
