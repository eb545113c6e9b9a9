import { isObject } from '../json.ts';
import { compareMoments } from '../value/moment.ts';
import { comparisons } from '../value/value-order.ts';
import { ExpressionFault } from './fault.ts';
import { isMoment, type Moment, moment } from './moment.ts';
import type { Collection } from './navigate.ts';

/** The one value of a collection; undefined when empty. More than one is a fault. */
export function single(values: Collection): unknown {
  if (values.length > 1) throw new ExpressionFault();
  return values[0];
}

/** Singleton evaluation of collections: a lone value that is no boolean counts as true. */
export function truth(values: Collection): boolean | undefined {
  const value = single(values);
  return value === undefined ? undefined : value !== false;
}

export function asQuantity(value: unknown): { value: number; unit: string } | undefined {
  if (!isObject(value)) return undefined;
  const { value: number, unit, code } = value;
  if (!isNumber(number)) return undefined;
  return { value: number, unit: textOf(code ?? unit) ?? '1' };
}

/** A date written as a string meets a moment as one: what comes out of plain JSON carries no type. */
export function asMoment(value: unknown): Moment | undefined {
  if (isMoment(value)) return value;
  return isText(value) && /^(\d{4}|\d\d:\d\d)/.test(value) ? moment(value) : undefined;
}

/** When one of them is a moment: both, if the other can be one. */
function momentsOf(a: unknown, b: unknown): readonly (Moment | undefined)[] {
  return isMoment(a) || isMoment(b) ? [a, b].map(asMoment) : [];
}

function order(a: unknown, b: unknown): number | undefined {
  if (isNumber(a) && isNumber(b)) return a - b;
  if (isText(a) && isText(b)) return a < b ? -1 : Number(a > b);
  const [left, right] = momentsOf(a, b);
  if (left && right) return compareMoments(left.text, right.text);
  return orderOfQuantities(a, b);
}

function orderOfQuantities(a: unknown, b: unknown): number | undefined {
  const [more, less] = [a, b].map(asQuantity);
  if (!more || !less) throw new ExpressionFault();
  return more.unit === less.unit ? more.value - less.value : undefined;
}

const round8 = (value: number): number => Math.round(value * 1e8);

function equalObjects(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && equalJson(a[name], b[name]))
  );
}

function equalJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, index) => equalJson(each, b[index]));
  }
  if (isObject(a) && isObject(b)) return equalObjects(a, b);
  return a === b;
}

/** Undefined when it cannot be known (moments of unlike precision). */
function equal(a: unknown, b: unknown): boolean | undefined {
  if (isNumber(a) && isNumber(b)) return round8(a) === round8(b);
  const [left, right] = momentsOf(a, b);
  if (left && right) {
    const sign = order(left, right);
    return sign === undefined ? undefined : sign === 0;
  }
  const [more, less] = [a, b].map(asQuantity);
  return more && less ? more.unit === less.unit && more.value === less.value : equalJson(a, b);
}

function equalAll(left: Collection, right: Collection = []): Collection {
  if (left.length === 0 || right.length === 0) return [];
  if (left.length !== right.length) return [false];
  const each = left.map((value, index) => equal(value, right[index]));
  if (each.includes(false)) return [false];
  return each.includes(undefined) ? [] : [true];
}

export function includes(values: Collection, value: unknown): boolean {
  return values.some((each) => equal(each, value) === true);
}

export function distinct(values: Collection): Collection {
  const found: unknown[] = [];
  for (const value of values) if (!includes(found, value)) found.push(value);
  return found;
}

/** A function of values only: the input collection and its evaluated arguments. */
export type Plain = (input: Collection, ...args: readonly Collection[]) => Collection;

/** What cannot be counted is nothing. */
const kept = (result: unknown): Collection =>
  result === undefined || (isNumber(result) && !Number.isFinite(result)) ? [] : [result];

/** Of the one value of each collection, when all are there; `is`: what the first must be. */
export function lifted<Type>(
  is: (value: unknown) => value is Type,
  apply: (input: Type, ...args: readonly unknown[]) => unknown,
): Plain {
  return (input, ...args) => {
    const value = single(input);
    const given = args.map(single);
    if (value === undefined || given.includes(undefined)) return [];
    // Only what takes anything is given more than a word or a number beside it.
    if (!is(value) || (is !== isAny && given.some(isObject))) throw new ExpressionFault();
    return kept(apply(value, ...given));
  };
}

export const isNumber = (value: unknown): value is number => typeof value === 'number';
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isAny = (_: unknown): _ is unknown => true;

const numbers = (combine: (a: number, b: number) => number): Plain =>
  lifted(isNumber, (a, b) => {
    if (!isNumber(b)) throw new ExpressionFault();
    return combine(a, b);
  });

const compared = (test: (sign: number) => boolean): Plain =>
  lifted(isAny, (a, b) => {
    const sign = order(a, b);
    return sign === undefined ? undefined : test(sign);
  });

/** Numbers and texts; a date with a span of time is left to the evaluator that the host hands in. */
export function summed(a: unknown, b: unknown): unknown {
  if (isNumber(a) && isNumber(b)) return a + b;
  if (isText(a) && isText(b)) return a + b;
  throw new ExpressionFault();
}

/** What stands for a value in a text; undefined for what is no primitive. */
export function textOf(value: unknown): string | undefined {
  if (isMoment(value)) return value.text;
  return /^(string|number|boolean)$/.test(typeof value) ? String(value) : undefined;
}

const text = (values: Collection): string => textOf(single(values)) ?? '';

/** Every operator but those that need not look at their right side. */
export const operations: readonly (readonly [string, Plain])[] = [
  ['*', numbers((a, b) => a * b)],
  ['/', numbers((a, b) => a / b)],
  ['div', numbers((a, b) => Math.trunc(a / b))],
  ['mod', numbers((a, b) => a % b)],
  ['+', lifted(isAny, summed)],
  ['-', numbers((a, b) => a - b)],
  ['&', (left, right = []) => [text(left) + text(right)]],
  ['|', (left, right = []) => distinct([...left, ...right])],
  ...Object.entries(comparisons).map(([sign, test]) => [sign, compared(test)] as const),
  ['=', equalAll],
  ['!=', (left, right) => equalAll(left, right).map((same) => !same)],
  ['in', (left, right = []) => (left.length === 0 ? [] : [includes(right, single(left))])],
  ['xor', lifted(isAny, (a, b) => (a === false) !== (b === false))],
];
