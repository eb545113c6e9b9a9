import type { Period } from '../measure/period.ts';

/** The stretches of time a release speaks of, by name: `202603`, `2026-Q1`, `2026-H1`, `2026`, `all`. */
export type Times = {
  readonly months: readonly number[];
  /** The finest stretch shown by clinic. */
  readonly buckets: readonly string[];
  readonly bucketOf: (month: number) => string;
  readonly halves: readonly string[];
  readonly years: readonly string[];
};

export type Grain = 'month' | 'quarter';

export const yearOf = (month: number): string => String(Math.floor(month / 100));
export const halfOf = (month: number): string => `${yearOf(month)}-H${month % 100 <= 6 ? 1 : 2}`;
const quarterOf = (month: number): string =>
  `${yearOf(month)}-Q${Math.floor(((month % 100) - 1) / 3) + 1}`;

export function timesOf({ from, to }: Period, grain: Grain): Times {
  const months: number[] = [];
  const last = Number(to.slice(0, 4) + to.slice(5, 7));
  for (let month = Number(from.slice(0, 4) + from.slice(5, 7)); month <= last; ) {
    months.push(month);
    month = month % 100 === 12 ? month + 89 : month + 1;
  }
  const bucketOf = grain === 'month' ? String : quarterOf;
  const distinct = (name: (month: number) => string): readonly string[] => [
    ...new Set(months.map(name)),
  ];
  return {
    months,
    bucketOf,
    buckets: distinct(bucketOf),
    halves: distinct(halfOf),
    years: distinct(yearOf),
  };
}
