import { z } from 'zod';
import { halfOf } from './outsider-sums.ts';

const entries = z.array(
  z.object({
    resource: z.object({
      reporter: z.object({ display: z.string() }),
      period: z.object({ start: z.string(), end: z.string() }),
      group: z.array(
        z.object({
          id: z.string(),
          population: z.array(z.object({ id: z.string(), count: z.number().optional() })),
        }),
      ),
    }),
  }),
);

type Told = ReadonlyMap<string, number | undefined>;

/** A count of a report, and what the tables tell of the same; undefined is masked. */
export type Compared = {
  readonly what: string;
  readonly reported: number | undefined;
  readonly told: number | undefined;
};

/** What each group is a share of. */
const wholes: Readonly<Record<string, string>> = {
  asked: 'eligible',
  documented: 'not-asked',
  declined: 'asked',
  positive: 'asked',
  accepted: 'positive',
  'followed-up': 'accepted',
};

export function countsOf(read: unknown, told: Told): readonly Compared[] {
  return entries.parse(read).flatMap(({ resource: { reporter, period, group } }) => {
    const time = timeOf(period);
    return group.flatMap(({ id, population }) =>
      population.map(({ id: name, count }) => {
        const measure = name.endsWith('-denominator') ? (wholes[id] ?? '') : id;
        const what = `${measure}|${reporter.display}|${time}`;
        return { what, reported: count, told: tableCount(what, told) };
      }),
    );
  });
}

function timeOf({ start, end }: { readonly start: string; readonly end: string }): string {
  const year = start.slice(0, 4);
  const [first, last] = [Number(start.slice(5, 7)), Number(end.slice(5, 7))];
  switch (last - first) {
    case 0:
      return `${year}-${start.slice(5, 7)}`;
    case 2:
      return `${year}-Q${Math.ceil(last / 3)}`;
    case 5:
      return `${year}-H${last / 6}`;
    default:
      return year;
  }
}

/** In the table of visits or of support; a half-year of visits is its months or quarters, none of them masked. */
function tableCount(what: string, told: Told): number | undefined {
  for (const table of ['visits', 'support']) {
    if (told.has(`${table}|${what}|`)) return told.get(`${table}|${what}|`);
  }
  const [measure = '', place = '', half = ''] = what.split('|');
  const parts = [...told].filter(([row]) => {
    const [table, kind, where, time = ''] = row.split('|');
    const inside = time.length > 4 && halfOf(time) === half;
    return table === 'visits' && kind === measure && where === place && inside;
  });
  return parts.reduce<number | undefined>(
    (sum, [, count]) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}
