import { notAskedReason } from '../../routine/index.ts';
import type { Shown } from '../release/index.ts';
import type { Report } from '../report.ts';

/** One published count. `count` is null where it is masked, and then there is no rate anywhere either. */
export type ReleaseRow = {
  readonly table: string;
  readonly measure: string;
  readonly place: string;
  readonly time: string;
  readonly group: string;
  readonly count: number | null;
  readonly masked: boolean;
  /** The clinic's or region's own id: two may have the same name. Empty for all, and where none is known. */
  readonly organization: string;
};

export const releaseColumns = [
  'table',
  'measure',
  'place',
  'time',
  'group',
  'count',
  'masked',
  'organization',
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
    masked: false,
    organization: '',
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
    organization: '',
    ...said,
    count: shown === 'masked' ? null : shown,
    masked: shown === 'masked',
  };
}

function saidOf(table: string, parts: readonly string[], report: Report): Partial<ReleaseRow> {
  const [first = '', second = '', third = ''] = parts;
  switch (table) {
    case 'visits':
    case 'support':
      return {
        measure: first,
        place: placeName(second, report),
        time: third.replace(/^(\d{4})(\d{2})$/, '$1-$2'),
        organization: placeOf(second, report)?.id ?? '',
      };
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
export function placeName(place: string, report: Report): string {
  return placeOf(place, report)?.name ?? (place.startsWith('u') ? 'unknown' : place);
}

function placeOf(
  place: string,
  { places: { units, regions } }: Report,
): { readonly id: string; readonly name: string } | undefined {
  const known = place.startsWith('u') ? units : place.startsWith('r') ? regions : [];
  return known.find(({ no }) => no === Number(place.slice(1)));
}
