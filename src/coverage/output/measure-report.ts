import { own } from '../../fhir/index.ts';
import type { Shown } from '../release/index.ts';
import { supportCell, visitCell } from '../release/index.ts';
import { type Report, shownAt } from '../report.ts';
import { wilson } from '../statistics/index.ts';
import { type Group, groups, measureUrl } from './measure-resource.ts';

const profile = 'http://hl7.org/fhir/uv/deqm/StructureDefinition/deqm-summarymeasurereport';
const scoring = {
  url: 'http://hl7.org/fhir/uv/deqm/StructureDefinition/deqm-measureScoring',
  valueCodeableConcept: {
    coding: [
      { system: 'http://terminology.hl7.org/CodeSystem/measure-scoring', code: 'proportion' },
    ],
  },
};
const linkIdOf = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-MeasureReport.group';
const absent = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
const notation = 'http://terminology.hl7.org/CodeSystem/measure-improvement-notation';
const population = 'http://terminology.hl7.org/CodeSystem/measure-population';

type Place = { readonly cell: string; readonly reference: object };

/** One DEQM summary report a clinic and stretch of time, and one a region and half-year; masked counts say so. */
export function measureReports(report: Report): readonly object[] {
  const { places, times, release } = report;
  const seen = (cell: string): boolean => (shownAt(release, cell) ?? 0) !== 0;
  const units = places.units.flatMap(({ no, id, name }) =>
    times.buckets
      .filter((time) => seen(visitCell('eligible', `u${no}`, time)))
      .map((time) => reportOf(report, { cell: `u${no}`, reference: organization(id, name) }, time)),
  );
  const regions = places.regions.flatMap(({ no, id, name }) =>
    [...times.halves, ...times.years]
      .filter((time) => seen(supportCell('asked', `r${no}`, time)))
      .map((time) => reportOf(report, { cell: `r${no}`, reference: organization(id, name) }, time)),
  );
  return [...units, ...regions];
}

const organization = (id: string, display: string): object =>
  id === '' ? { display } : { reference: `Organization/${id}`, display };

function reportOf(report: Report, place: Place, time: string): object {
  const byUnit = place.cell.startsWith('u');
  const own = byUnit ? groups.filter(({ id }) => id === 'asked') : groups;
  const shares = own.flatMap((group) => shareOf(group, report, place.cell, time) ?? []);
  return {
    resourceType: 'MeasureReport',
    id: `${place.cell}-${time}`.toLowerCase(),
    ...(shares.every(isKnown) && { meta: { profile: [profile] } }),
    extension: [scoring, ...provenance(report)],
    status: 'complete',
    type: 'summary',
    measure: `${measureUrl}|${report.pack.version}`,
    date: report.created,
    reporter: place.reference,
    period: periodOf(time),
    improvementNotation: { coding: [{ system: notation, code: 'increase' }] },
    group: shares.map(groupOf),
  };
}

/** Which engine, how many lines were left out, and the threshold: what a reader needs to judge the figures. */
function provenance({ engine, quality, release }: Report): readonly object[] {
  const said = (name: string): string => `${own}/StructureDefinition/coverage-${name}`;
  return [
    { url: said('engine'), valueString: engine },
    { url: said('rejected-lines'), valueInteger: quality.rejected },
    ...(quality.exportErrors === undefined
      ? []
      : [{ url: said('export-errors'), valueInteger: quality.exportErrors }]),
    { url: said('threshold'), valueInteger: release.threshold },
  ];
}

function periodOf(time: string): { readonly start: string; readonly end: string } {
  const year = time.slice(0, 4);
  const [from, to] = monthsOf(time);
  const last = new Date(Date.UTC(Number(year), to, 0)).getUTCDate();
  const two = (value: number): string => String(value).padStart(2, '0');
  return { start: `${year}-${two(from)}-01`, end: `${year}-${two(to)}-${two(last)}` };
}

function monthsOf(time: string): readonly [number, number] {
  const [, kind, number] = /^\d{4}-([QH])(\d)$/.exec(time) ?? [];
  if (kind === 'Q') return [Number(number) * 3 - 2, Number(number) * 3];
  if (kind === 'H') return [Number(number) * 6 - 5, Number(number) * 6];
  if (time.length === 6) return [Number(time.slice(4)), Number(time.slice(4))];
  return [1, 12];
}

/** Which cell of the release holds a population, for a clinic or a region. */
function cellOf(name: string, place: string, time: string): string {
  const ofVisits = ['eligible', 'not-asked', 'documented'].includes(name);
  const byUnit = place.startsWith('u');
  return ofVisits || byUnit ? visitCell(name, place, time) : supportCell(name, place, time);
}

type Share = { readonly id: Group['id']; readonly count: Shown; readonly whole: Shown };
type Known = Share & { readonly count: number; readonly whole: number };

/** A share of nobody is left out: it has no score. */
function shareOf(
  { id, of }: Group,
  report: Report,
  place: string,
  time: string,
): Share | undefined {
  const whole = summed(of, report, place, time);
  return whole === 0 ? undefined : { id, count: summed(id, report, place, time), whole };
}

/** The profile wants a score of every group, which a masked count must not have: such a report does not claim it. */
const isKnown = (share: Share): share is Known =>
  typeof share.count === 'number' && typeof share.whole === 'number';

function groupOf(share: Share): object {
  const { id, count, whole } = share;
  const known = isKnown(share);
  return {
    id,
    extension: [linkId('', id), ...(known ? [interval(share.count, share.whole)] : [])],
    population: [populationOf('denominator', id, whole), populationOf('numerator', id, count)],
    ...(known && { measureScore: { value: Number((share.count / share.whole).toFixed(4)) } }),
  };
}

const populationOf = (kind: string, group: string, shown: Shown): object => ({
  id: `${group}-${kind}`,
  extension: [linkId('.population', `${group}-${kind}`)],
  code: coded(kind),
  ...counted(shown),
});

/** What in the Measure it is: the same id there. */
const linkId = (element: string, id: string): object => ({
  url: `${linkIdOf}${element}.linkId`,
  valueString: id,
});

/** A half-year of visits is its months; masked as soon as one of them is. */
function summed(name: string, { release, times }: Report, place: string, time: string): Shown {
  const direct = shownAt(release, cellOf(name, place, time));
  if (direct !== undefined) return direct;
  const [from, to] = monthsOf(time);
  const year = time.slice(0, 4);
  const inside = new Set(
    times.months
      .filter((month) => String(month).startsWith(year) && month % 100 >= from && month % 100 <= to)
      .map(times.bucketOf),
  );
  let sum = 0;
  for (const bucket of inside) {
    const part = shownAt(release, cellOf(name, place, bucket)) ?? 0;
    if (part === 'masked') return 'masked';
    sum += part;
  }
  return sum;
}

const coded = (code: string): object => ({ coding: [{ system: population, code }] });

function counted(shown: Shown): object {
  if (shown !== 'masked') return { count: shown };
  return { _count: { extension: [{ url: absent, valueCode: 'masked' }] } };
}

function interval(count: number, of: number): object {
  const { low, high } = wilson(count, of);
  return {
    url: `${own}/StructureDefinition/coverage-interval`,
    valueRange: {
      low: { value: Number(low.toFixed(4)) },
      high: { value: Number(high.toFixed(4)) },
    },
  };
}
