import type { Quantity } from '../fhir/index.ts';
import { sameUnit } from './value.ts';

const ucum = 'http://unitsofmeasure.org';

const prefixes: ReadonlyMap<string, number> = new Map([
  ...([['', 1] as const, ['k', 1e3] as const, ['d', 1e-1] as const, ['c', 1e-2] as const] as const),
  ...([['m', 1e-3] as const, ['u', 1e-6] as const, ['n', 1e-9] as const] as const),
]);

/** Units that take a metric prefix, and what each is measured against. */
const metric: ReadonlyMap<string, string> = new Map([
  ...['g', 'm', 's', 'mol', 'Pa', 'J'].map((base) => [base, base] as const),
  ['L', 'L'],
  ['l', 'L'],
]);

/** UCUM's times in seconds; a month and a year are its mean Julian ones. */
const times: ReadonlyMap<string, number> = new Map([
  ['min', 60],
  ['h', 3600],
  ['d', 86_400],
  ['wk', 604_800],
  ['mo', 2_629_800],
  ['a', 31_557_600],
]);

function scaleOf(code: string): { readonly base: string; readonly factor: number } | undefined {
  const seconds = times.get(code);
  if (seconds !== undefined) return { base: 's', factor: seconds };
  for (const [unit, base] of metric) {
    const factor = code.endsWith(unit)
      ? prefixes.get(code.slice(0, code.length - unit.length))
      : undefined;
    if (factor !== undefined) return { base, factor };
  }
  return undefined;
}

/** `a - b` in a unit both can be told in; undefined when they cannot be compared. */
export function difference(a: Quantity, b: Quantity): number | undefined {
  if (a.value === undefined || b.value === undefined) return undefined;
  if (sameUnit(a, b)) return a.value - b.value;
  if (a.system !== ucum || b.system !== ucum) return undefined;
  const left = scaleOf(a.code ?? '');
  const right = scaleOf(b.code ?? '');
  if (left === undefined || right === undefined || left.base !== right.base) return undefined;
  return a.value * left.factor - b.value * right.factor;
}
