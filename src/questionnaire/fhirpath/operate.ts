import { isObject } from '../json.ts';
import { compareMoments } from '../value/moment.ts';
import type { Sign } from './ast.ts';
import { ExpressionFault } from './fault.ts';
import { plus } from './moment-sum.ts';
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

const round8 = (value: number): number => Math.round(value * 1e8) / 1e8;

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

function equalAll(left: Collection, right: Collection): Collection {
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

function compared(
  left: Collection,
  right: Collection,
  test: (sign: number) => boolean,
): Collection {
  const a = single(left);
  const b = single(right);
  if (a === undefined || b === undefined) return [];
  const sign = order(a, b);
  return sign === undefined ? [] : [test(sign)];
}

function numbers(
  left: Collection,
  right: Collection,
  combine: (a: number, b: number) => number | undefined,
): Collection {
  const a = single(left);
  const b = single(right);
  if (a === undefined || b === undefined) return [];
  if (typeof a !== 'number' || typeof b !== 'number') throw new ExpressionFault('not a number');
  const result = combine(a, b);
  return result === undefined ? [] : [result];
}

const unlessZero =
  (combine: (a: number, b: number) => number) =>
  (a: number, b: number): number | undefined =>
    b === 0 ? undefined : combine(a, b);

function added(left: Collection, right: Collection, sign: 1 | -1): Collection {
  const a = single(left);
  const b = single(right);
  if (a === undefined || b === undefined) return [];
  if (typeof a === 'string' && typeof b === 'string' && sign === 1) return [a + b];
  const amount = asQuantity(b);
  const when = amount === undefined ? undefined : asMoment(a);
  if (when !== undefined && amount !== undefined) {
    const text = plus(when.text, sign * amount.value, amount.unit);
    return text === undefined ? [] : [{ ...when, text }];
  }
  return numbers(left, right, (x, y) => x + sign * y);
}

function text(values: Collection): string {
  const value = single(values);
  return value === undefined ? '' : String(isMoment(value) ? value.text : value);
}

type Operation = (left: Collection, right: Collection) => Collection;

/** Every operator but the logical ones, which need not look at their right side. */
export const operations: Readonly<Record<Exclude<Sign, 'and' | 'or' | 'implies'>, Operation>> = {
  '*': (left, right) => numbers(left, right, (a, b) => a * b),
  '/': (left, right) =>
    numbers(
      left,
      right,
      unlessZero((a, b) => a / b),
    ),
  div: (left, right) =>
    numbers(
      left,
      right,
      unlessZero((a, b) => Math.trunc(a / b)),
    ),
  mod: (left, right) =>
    numbers(
      left,
      right,
      unlessZero((a, b) => a % b),
    ),
  '+': (left, right) => added(left, right, 1),
  '-': (left, right) => added(left, right, -1),
  '&': (left, right) => [text(left) + text(right)],
  '|': (left, right) => distinct([...left, ...right]),
  '<': (left, right) => compared(left, right, (sign) => sign < 0),
  '>': (left, right) => compared(left, right, (sign) => sign > 0),
  '<=': (left, right) => compared(left, right, (sign) => sign <= 0),
  '>=': (left, right) => compared(left, right, (sign) => sign >= 0),
  '=': equalAll,
  '!=': (left, right) => equalAll(left, right).map((same) => !same),
  '~': (left, right) => [equivalent(left, right)],
  '!~': (left, right) => [!equivalent(left, right)],
  in: (left, right) => (left.length === 0 ? [] : [includes(right, single(left))]),
  contains: (left, right) => (right.length === 0 ? [] : [includes(left, single(right))]),
  xor: (left, right) => {
    const a = truth(left);
    const b = truth(right);
    return a === undefined || b === undefined ? [] : [a !== b];
  },
};
