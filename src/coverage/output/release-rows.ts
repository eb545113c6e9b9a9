import { notAskedReason } from '../../routine/index.ts';
import type { Shown } from '../release/index.ts';
import type { Report } from '../report.ts';

/** One published count. `count` is empty where it is masked, and then there is no rate anywhere either. */
export type ReleaseRow = {
  readonly table: string;
  readonly measure: string;
  readonly place: string;
  readonly time: string;
  readonly group: string;
  readonly count: number | '';
  readonly masked: 'true' | 'false';
};

export const releaseColumns = [
  'table',
  'measure',
  'place',
  'time',
  'group',
  'count',
  'masked',
] as const;

export function releaseRows(report: Report): readonly ReleaseRow[] {
  const cells = [...report.release.shown].map(([cell, shown]) => rowOf(cell, shown, report));
  const { rejected, exportErrors } = report.quality;
  return [
    ...cells,
    qualityRow('rejected-lines', rejected),
    ...(exportErrors === undefined ? [] : [qualityRow('export-errors', exportErrors)]),
  ];
}

/** Lines, not people: how much of the export the figures do not speak of. */
function qualityRow(measure: string, count: number): ReleaseRow {
  return {
    table: 'quality',
    measure,
    place: 'all',
    time: 'all',
    group: '',
    count,
    masked: 'false',
  };
}

function rowOf(cell: string, shown: Shown, report: Report): ReleaseRow {
  const [table = '', ...parts] = cell.split('/');
  const said = saidOf(table, parts, report);
  return {
    table,
    measure: '',
    place: '',
    time: 'all',
    group: '',
    ...said,
    count: shown === 'masked' ? '' : shown,
    masked: shown === 'masked' ? 'true' : 'false',
  };
}

function saidOf(table: string, parts: readonly string[], report: Report): Partial<ReleaseRow> {
  const [first = '', second = '', third = ''] = parts;
  switch (table) {
    case 'visits':
    case 'support':
      return { measure: first, place: placeName(second, report), time: third };
    case 'reason':
      return { measure: 'not-asked', group: notAskedReason.options[Number(first) - 1] ?? first };
    case 'indication':
      return { measure: first };
    case 'municipality': {
      const home = report.pack.municipalities[Number(second) - 1];
      return { measure: first, group: home?.name ?? 'other-or-unknown' };
    }
    default:
      return { measure: first, group: second };
  }
}

/** `u3` and `r1` by the names they are known by; `all` stays. */
export function placeName(place: string, { places }: Report): string {
  const no = Number(place.slice(1));
  if (place.startsWith('u')) return places.units.find((unit) => unit.no === no)?.name ?? 'unknown';
  if (place.startsWith('r'))
    return places.regions.find((region) => region.no === no)?.name ?? place;
  return place;
}
