import type { Quantity } from '../../fhir/index.ts';
import { sameUnit } from './value.ts';

const ucum = 'http://unitsofmeasure.org';

type Scale = { readonly base: string; readonly factor: number };

const prefixes = { '': 1, k: 1e3, d: 1e-1, c: 1e-2, m: 1e-3, u: 1e-6, n: 1e-9 };

/** UCUM's times in seconds; a month and a year are its mean Julian ones. */
const times = { min: 60, h: 3600, d: 86_400, wk: 604_800, mo: 2_629_800, a: 31_557_600 };

/** Units that take a metric prefix, and times: what each is measured against. Both l and L are a litre. */
const scales: ReadonlyMap<string, Scale> = new Map([
  ...['g', 'm', 's', 'mol', 'Pa', 'J', 'L', 'l'].flatMap((unit) =>
    Object.entries(prefixes).map(
      ([prefix, factor]) => [prefix + unit, { base: unit === 'l' ? 'L' : unit, factor }] as const,
    ),
  ),
  ...Object.entries(times).map(([unit, factor]) => [unit, { base: 's', factor }] as const),
]);

/** `a - b` in a unit both can be told in; undefined when they cannot be compared. */
export function difference(a: Quantity, b: Quantity): number | undefined {
  if (a.value === undefined || b.value === undefined) return undefined;
  if (sameUnit(a, b)) return a.value - b.value;
  if (a.system !== ucum || b.system !== ucum) return undefined;
  const left = scales.get(a.code ?? '');
  const right = scales.get(b.code ?? '');
  if (!left || left.base !== right?.base) return undefined;
  return a.value * left.factor - b.value * right.factor;
}
