import { type Figure, states } from '../measure/figures.ts';
import type { Gathering, Source } from './gathering.ts';
import { yearOf } from './times.ts';

export const visitKinds = ['eligible', 'asked', 'not-asked'] as const;
export type VisitKind = (typeof visitKinds)[number];

/** `visits/asked/u3/202603`: place is a clinic `u3`, a region `r1` or `all`; time a bucket, a year or `all`. */
export const visitCell = (kind: string, place: string, time: string): string =>
  `visits/${kind}/${place}/${time}`;

/** The kinds a visit counts in. One that was not due counts nowhere. */
export function kindsOf({ state }: Pick<Figure, 'state'>): readonly VisitKind[] {
  if (state === states['not-due']) return [];
  return state <= states.declined ? ['eligible', 'asked'] : ['eligible', 'not-asked'];
}

/** Asked and not asked by clinic and month (or quarter); documented or not only by region. */
export function visitCells({ figures, places, times }: Source, { add, sum }: Gathering): void {
  const regionOf = new Map(places.units.map(({ no, region }) => [no, region]));
  const unitNos = new Set<number>(places.units.map(({ no }) => no));
  for (const figure of figures.filter(({ release }) => release === 'unit-month')) {
    unitNos.add(figure.place);
    addFigure(figure, regionOf.get(figure.place) ?? 0, times, add);
  }
  const all = { units: [...unitNos], regionOf, times };
  for (const kind of [...visitKinds, 'documented', 'not-documented']) addUp(kind, all, sum);
  split(all, sum);
}

function addFigure(
  figure: Figure,
  region: number,
  times: Source['times'],
  add: Gathering['add'],
): void {
  const stretches = [times.bucketOf(figure.bucket), yearOf(figure.bucket), 'all'];
  for (const place of [`u${figure.place}`, `r${region}`, 'all']) {
    const kinds = [...kindsOf(figure), ...documented(figure, place)];
    for (const time of stretches) {
      for (const kind of kinds) add(visitCell(kind, place, time), figure.n);
    }
  }
}

function documented({ state }: Figure, place: string): readonly string[] {
  if (place.startsWith('u') || state <= states.declined || state === states['not-due']) return [];
  return [state === states['not-asked'] ? 'documented' : 'not-documented'];
}

type All = {
  readonly units: readonly number[];
  readonly regionOf: ReadonlyMap<number, number>;
  readonly times: Source['times'];
};

type AddSum = Gathering['sum'];

function everyTime({ times }: All): readonly string[] {
  return [...times.buckets, ...times.years, 'all'];
}

const regionsIn = ({ units, regionOf }: All): readonly number[] => [
  ...new Set(units.map((unit) => regionOf.get(unit) ?? 0)),
];

function addUp(kind: string, all: All, sum: AddSum): void {
  const byUnit = (visitKinds as readonly string[]).includes(kind);
  const regions = regionsIn(all);
  for (const time of everyTime(all)) {
    const cell = (place: string): string => visitCell(kind, place, time);
    sum(
      cell('all'),
      regions.map((region) => cell(`r${region}`)),
    );
    if (!byUnit) continue;
    for (const region of regions) {
      const own = all.units.filter((unit) => (all.regionOf.get(unit) ?? 0) === region);
      sum(
        cell(`r${region}`),
        own.map((unit) => cell(`u${unit}`)),
      );
    }
  }
  for (const place of placesOf(all, byUnit)) {
    const cell = (time: string): string => visitCell(kind, place, time);
    for (const year of all.times.years) {
      sum(cell(year), all.times.buckets.filter((each) => each.startsWith(year)).map(cell));
    }
    sum(cell('all'), all.times.years.map(cell));
  }
}

function placesOf(all: All, byUnit: boolean): readonly string[] {
  const units = byUnit ? all.units.map((unit) => `u${unit}`) : [];
  return [...units, ...regionsIn(all).map((region) => `r${region}`), 'all'];
}

function split(all: All, sum: AddSum): void {
  for (const time of everyTime(all)) {
    for (const place of placesOf(all, true)) {
      const cell = (kind: string): string => visitCell(kind, place, time);
      sum(cell('eligible'), [cell('asked'), cell('not-asked')]);
      if (!place.startsWith('u'))
        sum(cell('not-asked'), [cell('documented'), cell('not-documented')]);
    }
  }
}
