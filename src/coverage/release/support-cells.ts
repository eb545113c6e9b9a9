import { type Figure, states, supportSteps } from '../measure/figures.ts';
import type { Gathering, Source } from './gathering.ts';
import { halfOf, yearOf } from './times.ts';
import { visitCell } from './visit-cells.ts';

/** `support/positive/r1/2026-H1`: by region and half-year or longer, never by clinic. */
export const supportCell = (kind: string, place: string, time: string): string =>
  `support/${kind}/${place}/${time}`;

/** Each kind is one of the two (or three) parts of the one before. */
const chain: readonly (readonly [string, readonly string[]])[] = [
  ['asked', ['positive', 'negative', 'declined']],
  ['positive', ['offered', 'not-offered']],
  ['offered', ['accepted', 'not-accepted']],
  ['accepted', ['followed-up', 'not-followed-up']],
];

const kindsByStep: Readonly<Record<(typeof supportSteps)[number], readonly string[]>> = {
  'followed-up': ['offered', 'accepted', 'followed-up'],
  accepted: ['offered', 'accepted', 'not-followed-up'],
  offered: ['offered', 'not-accepted'],
  nothing: ['not-offered'],
};

function kindsOf({ state, detail }: Figure): readonly string[] {
  if (state === states.negative) return ['asked', 'negative'];
  if (state === states.declined) return ['asked', 'declined'];
  if (state !== states.positive) return [];
  return ['asked', 'positive', ...kindsByStep[supportSteps[detail] ?? 'nothing']];
}

const kinds = ['asked', ...chain.flatMap(([, parts]) => parts)];

export function supportCells({ figures, times }: Source, gathering: Gathering): void {
  const regions = new Set<string>();
  for (const figure of figures.filter(({ release }) => release === 'region-month')) {
    regions.add(`r${figure.place}`);
    addFigure(figure, gathering);
  }
  const everyTime = [...times.halves, ...times.years, 'all'];
  for (const place of [...regions, 'all']) {
    for (const time of everyTime) split(place, time, times, gathering);
    for (const kind of kinds) addUpTimes(kind, place, times, gathering.sum);
  }
  for (const time of everyTime) {
    for (const kind of kinds) {
      const parts = [...regions].map((region) => supportCell(kind, region, time));
      gathering.sum(supportCell(kind, 'all', time), parts);
    }
  }
}

function addFigure(figure: Figure, { add }: Gathering): void {
  for (const place of [`r${figure.place}`, 'all']) {
    for (const time of [halfOf(figure.bucket), yearOf(figure.bucket), 'all']) {
      for (const kind of kindsOf(figure)) add(supportCell(kind, place, time), figure.n);
    }
  }
}

function split(
  place: string,
  time: string,
  times: Source['times'],
  { sum, sensitive }: Gathering,
): void {
  for (const [kind, parts] of chain) {
    const whole = supportCell(kind, place, time);
    const names = parts.map((part) => supportCell(part, place, time));
    sum(whole, names);
    for (const name of names) sensitive(name, whole);
  }
  sum(supportCell('asked', place, time), askedIn(place, time, times));
}

/** The same visits as in the table of clinics, which a reader can add up. */
function askedIn(place: string, time: string, times: Source['times']): readonly string[] {
  if (!time.includes('-H')) return [visitCell('asked', place, time)];
  const buckets = new Set(
    times.months.filter((month) => halfOf(month) === time).map(times.bucketOf),
  );
  return [...buckets].map((bucket) => visitCell('asked', place, bucket));
}

function addUpTimes(
  kind: string,
  place: string,
  times: Source['times'],
  sum: Gathering['sum'],
): void {
  const cell = (time: string): string => supportCell(kind, place, time);
  for (const year of times.years) {
    sum(cell(year), times.halves.filter((half) => half.startsWith(year)).map(cell));
  }
  sum(cell('all'), times.years.map(cell));
}
