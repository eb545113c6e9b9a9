import { isObject } from '../json.ts';
import { ExpressionFault } from './fault.ts';
import { functions, runnable } from './functions.ts';
import { around, type Runnable } from './loop.ts';
import { isMoment, Moment, moment } from './moment.ts';
import { isAddable, plus } from './moment-sum.ts';
import type { Collection } from './navigate.ts';
import {
  asMoment,
  asQuantity,
  distinct,
  includes,
  isAny,
  isNumber,
  isText,
  lifted as on,
  type Plain,
  single,
  summed,
  textOf,
} from './operate.ts';

function later(when: Moment | undefined, amount: number, unit: string): Moment | undefined {
  if (!when || !isAddable(unit, when.type)) throw new ExpressionFault();
  const text = plus(when.text, amount, unit);
  return text === undefined ? undefined : new Moment(when.type, text);
}

/** A moment with a span of time; what is neither, as ever. */
const added = (sign: 1 | -1): Plain =>
  on(isAny, (a, b) => {
    const amount = asQuantity(b);
    if (amount) return later(asMoment(a), sign * amount.value, amount.unit);
    return summed(a, sign === 1 ? b : isNumber(b) && -b);
  });

/** Of nothing there is none: missing is not zero. */
function folded(fold: (values: readonly number[]) => number): Plain {
  return (input) => {
    const numbers = input.filter(isNumber);
    if (numbers.length < input.length) throw new ExpressionFault();
    return numbers.length === 0 ? [] : [fold(numbers)];
  };
}

function toText(value: unknown): string | undefined {
  const quantity = asQuantity(value);
  return quantity ? `${quantity.value} '${quantity.unit}'` : textOf(value);
}

const fold = (value: unknown): unknown =>
  isText(value) ? value.trim().replace(/\s+/g, ' ').toLowerCase() : value;

function similar(a: unknown, b: unknown): boolean {
  if (isObject(a) && isObject(b) && 'code' in a && 'code' in b && !asQuantity(a)) {
    return a['code'] === b['code'] && a['system'] === b['system'];
  }
  return includes([fold(a)], fold(b));
}

const equivalent = (left: Collection, right: Collection = []): boolean =>
  left.length === right.length &&
  left.every((value) => right.some((other) => similar(value, other)));

const count = (values: Collection = []): number => Math.max(0, Number(textOf(single(values)) ?? 0));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const plain: readonly (readonly [string, Plain])[] = [
  ['+', added(1)],
  ['-', added(-1)],
  ['~', (left, right) => [equivalent(left, right)]],
  ['!~', (left, right) => [!equivalent(left, right)]],
  ['toString', on(isAny, toText)],
  ['hasValue', (input) => [input.length === 1 && (!isObject(input[0]) || isMoment(input[0]))]],
  ['last', (input) => input.slice(-1)],
  ['tail', (input) => input.slice(1)],
  ['take', (input, by) => input.slice(0, count(by))],
  ['distinct', distinct],
  ['union', (input, other = []) => distinct([...input, ...other])],
  ['exclude', (input, other = []) => input.filter((each) => !includes(other, each))],
  ['allTrue', (input) => [input.every((each) => each === true)]],
  ['anyTrue', (input) => [input.includes(true)]],
  ['min', folded((values) => Math.min(...values))],
  ['max', folded((values) => Math.max(...values))],
  ['avg', folded((values) => sum(values) / values.length)],
  ['abs', on(isNumber, Math.abs)],
  ['ceiling', on(isNumber, Math.ceil)],
  ['floor', on(isNumber, Math.floor)],
  ['length', on(isText, (value) => value.length)],
  ['upper', on(isText, (value) => value.toUpperCase())],
  ['trim', on(isText, (value) => value.trim())],
  ['startsWith', on(isText, (value, prefix) => value.startsWith(String(prefix)))],
  ['endsWith', on(isText, (value, suffix) => value.endsWith(String(suffix)))],
  ['contains', on(isText, (value, part) => value.includes(String(part)))],
];

/** A day alone has no time of day. */
const timeOfDay = around((_, { now = '' }) => (now.length > 18 ? [moment(now.slice(11, 19))] : []));

/**
 * Functions and sums that forms hardly ever use in their own expressions, which the whole FHIRPath can be fetched for. A
 * search in the chart or a template has only ours: it has these too.
 */
export const widerFunctions: ReadonlyMap<string, Runnable> = new Map<string, Runnable>([
  ...functions,
  ...plain.map(([name, each]) => [name, runnable(each)] as const),
  ['timeOfDay', timeOfDay],
]);
