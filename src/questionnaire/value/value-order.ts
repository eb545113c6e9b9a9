import { compareMoments } from './moment.ts';
import { difference } from './unit.ts';
import type { Value } from './value.ts';

const isMoment = ({ type }: Value): boolean => /^(date|dateTime|time)$/.test(type);

/** Below, at or above zero; undefined when the two have no order (types differ, units that do not convert). */
export function order(a: Value, b: Value): number | undefined {
  if (a.type === 'quantity' && b.type === 'quantity') return difference(a.value, b.value);
  const [left, right] = [a.value, b.value];
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  if (isMoment(a)) return compareMoments(left, right);
  return left < right ? -1 : Number(left > right);
}

/** What the sign of an order must be for each comparison to hold. */
export const comparisons = {
  '>': (sign: number) => sign > 0,
  '<': (sign: number) => sign < 0,
  '>=': (sign: number) => sign >= 0,
  '<=': (sign: number) => sign <= 0,
};
