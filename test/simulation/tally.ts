import type { Result } from './world.ts';

/** What many seeds came to. */
export type Tally = {
  seeds: number;
  events: number;
  /** One text for all traces, in order: two runs that differ anywhere differ here. */
  hash: string;
  readonly ends: Map<string, number>;
  readonly models: Map<string, number>;
  readonly faults: Map<string, number>;
  readonly violating: Result[];
};

export const emptyTally = (): Tally => ({
  seeds: 0,
  events: 0,
  hash: '',
  ends: new Map(),
  models: new Map(),
  faults: new Map(),
  violating: [],
});

const count = <T>(into: Map<T, number>, key: T, by = 1): void => {
  into.set(key, (into.get(key) ?? 0) + by);
};

function mixed(hash: string, next: string): string {
  const sum = Math.imul(Number.parseInt(hash || '0', 16) ^ Number.parseInt(next, 16), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}

export function add(tally: Tally, results: readonly Result[]): void {
  for (const result of results) {
    tally.seeds += 1;
    tally.events += result.events;
    tally.hash = mixed(tally.hash, result.hash);
    count(tally.models, result.plan.model);
    for (const each of result.end.split(', ')) count(tally.ends, each.replace(/^\w+ /, ''));
    for (const [fault, times] of result.faults) count(tally.faults, fault, times);
    if (result.violations.length > 0) tally.violating.push(result);
  }
}

/** Chunks in the order of their seeds, however they were run. */
export function sumOf(chunks: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const chunk of chunks) {
    sum.seeds += chunk.seeds;
    sum.events += chunk.events;
    sum.hash = mixed(sum.hash, chunk.hash);
    sum.violating.push(...chunk.violating);
    for (const [name, times] of chunk.ends) count(sum.ends, name, times);
    for (const [name, times] of chunk.models) count(sum.models, name, times);
    for (const [name, times] of chunk.faults) count(sum.faults, name, times);
  }
  return sum;
}

const rows = (title: string, counts: ReadonlyMap<string, number>): readonly string[] => [
  '',
  `| ${title} | count |`,
  '|---|---:|',
  ...[...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => `| ${name} | ${n} |`),
];

/** A seed and what it breaks. */
export function told({ seed, violations }: Pick<Result, 'seed' | 'violations'>): string {
  return `seed ${seed}: ${violations.map(({ invariant, what }) => `${invariant} ${what}`).join('; ')}`;
}

/** The figures as the tables that docs/reliability.md quotes. */
export function tableOf(tally: Tally, seconds: number): string {
  const broken = new Map<string, number>();
  for (const { violations } of tally.violating) {
    for (const { invariant } of violations) count(broken, invariant);
  }
  const bySeed = tally.violating.slice(0, 10).map(told);
  return [
    '| simulation | figure |',
    '|---|---:|',
    `| seeds | ${tally.seeds} |`,
    `| events | ${tally.events} |`,
    `| seconds | ${seconds.toFixed(1)} |`,
    `| violating seeds | ${tally.violating.length} |`,
    `| trace hash | ${tally.hash} |`,
    ...rows('server', tally.models),
    ...rows('what a window showed in the end', tally.ends),
    ...rows('fault', tally.faults),
    ...(broken.size > 0 ? rows('broken', broken) : []),
    ...bySeed,
  ].join('\n');
}
