import { isObject } from '../json.ts';
import { compareMoments } from '../value/moment.ts';
import type { Sign } from './ast.ts';
import { ExpressionFault } from './fault.ts';
import { isAddable, plus } from './moment-sum.ts';
import type { Collection } from './navigate.ts';
import { isMoment, isNode, type Moment, moment } from './node.ts';

/** The one value of a collection; undefined when empty. More than one is a fault. */
export function single(values: Collection): unknown {
  if (values.length > 1) throw new ExpressionFault('more than one value');
  return values[0];
}

/** Singleton evaluation of collections: a lone value that is no boolean counts as true. */
export function truth(values: Collection): boolean | undefined {
  const value = single(values);
  if (value === undefined) return undefined;
  return typeof value === 'boolean' ? value : true;
}

export function asQuantity(value: unknown): { value: number; unit: string } | undefined {
  if (!isObject(value) || isNode(value)) return undefined;
  const { value: number, unit, code } = value;
  if (typeof number !== 'number') return undefined;
  return { value: number, unit: String(code ?? unit ?? '1') };
}

/** A date written as a string meets a moment as one: what comes out of plain JSON carries no type. */
function asMoment(value: unknown): Moment | undefined {
  if (isMoment(value)) return value;
  return typeof value === 'string' && /^(\d{4}|\d\d:\d\d)/.test(value) ? moment(value) : undefined;
}

function orderOfMoments(a: unknown, b: unknown): number | undefined {
  const left = asMoment(a);
  const right = asMoment(b);
  if (left === undefined || right === undefined) throw new ExpressionFault('no order');
  return compareMoments(left.text, right.text);
}

function orderOfQuantities(a: unknown, b: unknown): number | undefined {
  const left = asQuantity(a);
  const right = asQuantity(b);
  if (left === undefined || right === undefined) throw new ExpressionFault('no order');
  return left.unit === right.unit ? left.value - right.value : undefined;
}

function order(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isMoment(a) || isMoment(b)) return orderOfMoments(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  return orderOfQuantities(a, b);
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

function equalMoments(a: unknown, b: unknown): boolean | undefined {
  if (asMoment(a) === undefined || asMoment(b) === undefined) return false;
  const sign = orderOfMoments(a, b);
  return sign === undefined ? undefined : sign === 0;
}

function equalQuantities(a: unknown, b: unknown): boolean | undefined {
  const left = asQuantity(a);
  const right = asQuantity(b);
  if (left === undefined || right === undefined) return undefined;
  return left.unit === right.unit && left.value === right.value;
}

/** Undefined when it cannot be known (moments of unlike precision). */
function equal(a: unknown, b: unknown): boolean | undefined {
  if (typeof a === 'number' && typeof b === 'number') return round8(a) === round8(b);
  if (isMoment(a) || isMoment(b)) return equalMoments(a, b);
  if (isNode(a) || isNode(b)) return a === b;
  return equalQuantities(a, b) ?? equalJson(a, b);
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

const fold = (value: unknown): unknown =>
  typeof value === 'string' ? value.trim().replace(/\s+/g, ' ').toLowerCase() : value;

function similar(a: unknown, b: unknown): boolean {
  if (isObject(a) && isObject(b) && !isNode(a) && !isNode(b) && 'code' in a && 'code' in b) {
    if (asQuantity(a) === undefined) return a['code'] === b['code'] && a['system'] === b['system'];
  }
  return equal(fold(a), fold(b)) === true;
}

function equivalent(left: Collection, right: Collection): boolean {
  return (
    left.length === right.length &&
    left.every((value) => right.some((other) => similar(value, other)))
  );
}

/** A function of values only: the input collection and its evaluated arguments. */
export type Plain = (input: Collection, ...args: readonly Collection[]) => Collection;

/** Of the one value of each collection, when all are there; `is`: what the first must be. */
export function lifted<Type>(
  is: (value: unknown) => value is Type,
  apply: (input: Type, ...args: readonly unknown[]) => unknown,
): Plain {
  return (input, ...args) => {
    const value = single(input);
    const given = args.map(single);
    if (value === undefined || given.includes(undefined)) return [];
    if (!is(value)) throw new ExpressionFault('another type');
    const result = apply(value, ...given);
    return result === undefined || (isNumber(result) && !Number.isFinite(result)) ? [] : [result];
  };
}

export const isNumber = (value: unknown): value is number => typeof value === 'number';
export const isAny = (_: unknown): _ is unknown => true;

const numbers = (combine: (a: number, b: number) => number): Plain =>
  lifted(isNumber, (a, b) => {
    if (!isNumber(b)) throw new ExpressionFault('not a number');
    return combine(a, b);
  });

const compared = (test: (sign: number) => boolean): Plain =>
  lifted(isAny, (a, b) => {
    const sign = order(a, b);
    return sign === undefined ? undefined : test(sign);
  });

function added(a: unknown, b: unknown, sign: 1 | -1): unknown {
  if (isNumber(a) && isNumber(b)) return a + sign * b;
  if (typeof a === 'string' && typeof b === 'string' && sign === 1) return a + b;
  const amount = asQuantity(b);
  const when = asMoment(a);
  if (amount === undefined || when === undefined || !isAddable(amount.unit, when.type)) {
    throw new ExpressionFault('no sum');
  }
  const text = plus(when.text, sign * amount.value, amount.unit);
  return text === undefined ? undefined : { ...when, text };
}

/** What stands for a value in a text; undefined for what is no primitive. */
export function textOf(value: unknown): string | undefined {
  if (isMoment(value)) return value.text;
  return /^(string|number|boolean)$/.test(typeof value) ? String(value) : undefined;
}

const text = (values: Collection): string => textOf(single(values)) ?? '';

/** Every operator but the logical ones, which need not look at their right side. */
export const operations: Readonly<Record<Exclude<Sign, 'and' | 'or' | 'implies'>, Plain>> = {
  '*': numbers((a, b) => a * b),
  '/': numbers((a, b) => a / b),
  div: numbers((a, b) => Math.trunc(a / b)),
  mod: numbers((a, b) => a % b),
  '+': lifted(isAny, (a, b) => added(a, b, 1)),
  '-': lifted(isAny, (a, b) => added(a, b, -1)),
  '&': (left, right = []) => [text(left) + text(right)],
  '|': (left, right = []) => distinct([...left, ...right]),
  '<': compared((sign) => sign < 0),
  '>': compared((sign) => sign > 0),
  '<=': compared((sign) => sign <= 0),
  '>=': compared((sign) => sign >= 0),
  '=': equalAll,
  '!=': (left, right = []) => equalAll(left, right).map((same) => !same),
  '~': (left, right = []) => [equivalent(left, right)],
  '!~': (left, right = []) => [!equivalent(left, right)],
  in: (left, right = []) => (left.length === 0 ? [] : [includes(right, single(left))]),
  contains: (left, right = []) => (right.length === 0 ? [] : [includes(left, single(right))]),
  xor: (left, right = []) => {
    const a = truth(left);
    const b = truth(right);
    return a === undefined || b === undefined ? [] : [a !== b];
  },
};
