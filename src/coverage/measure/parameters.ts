import { notAskedReason, type Pack } from '../../routine/index.ts';
import { literal } from '../views/index.ts';
import { audienceRows } from './audience-rows.ts';
import { dayNumber, type Period } from './period.ts';
import type { Places } from './places.ts';

type Cell = string | number | undefined;
type Rows = readonly Readonly<Record<string, Cell>>[];

/** A small table the measure joins with: what is a parameter elsewhere is a row here, the same on every engine. */
export type ParameterTable = {
  readonly name: string;
  /** Column → SQL type. */
  readonly columns: Readonly<Record<string, 'VARCHAR' | 'INTEGER'>>;
  readonly rows: Rows;
};

const T = 'VARCHAR';
const I = 'INTEGER';

export function parameterTables(
  pack: Pack,
  period: Period,
  { units }: Places,
): readonly ParameterTable[] {
  const own = pack.audiences.filter(({ personAsked }) => personAsked === 'patient');
  return [
    {
      name: 'params',
      columns: { first_day: I, last_day: I },
      rows: [{ first_day: dayNumber(period.from), last_day: dayNumber(period.to) }],
    },
    { name: 'audience', columns: audienceColumns, rows: audienceRows(pack) },
    {
      name: 'questionnaire',
      columns: { questionnaire: T },
      rows: [...new Set(own.map(({ questionnaire }) => questionnaire))].map((questionnaire) => ({
        questionnaire,
      })),
    },
    {
      name: 'reason',
      columns: { reason: T, reason_no: I },
      rows: notAskedReason.options.map((reason, index) => ({ reason, reason_no: index + 1 })),
    },
    {
      name: 'place',
      columns: { unit: T, unit_no: I, region_no: I, setting: T },
      rows: units.map(({ id, no, region, setting }) => ({
        unit: id,
        unit_no: no,
        region_no: region,
        setting,
      })),
    },
    { name: 'municipality', columns: { home: T, home_no: I }, rows: homes(pack) },
  ];
}

const audienceColumns = {
  setting: T,
  sex: T,
  age_from: I,
  age_to: I,
  valid_from: I,
  valid_to: I,
  interval_months: I,
  completed_by_positive: I,
  completed_by_negative: I,
  completed_by_declined: I,
} as const;

/** A municipality is recognised by its name or by its code. */
function homes(pack: Pack): Rows {
  return pack.municipalities.flatMap(({ code, name }, index) =>
    [...new Set([code, name])].map((home) => ({ home, home_no: index + 1 })),
  );
}

function value(cell: Cell): string {
  if (cell === undefined) return 'NULL';
  return typeof cell === 'number' ? String(cell) : literal(cell);
}

/** The rows as a query: every value cast to the type of its column. */
export function rowsQuery({ columns, rows }: ParameterTable): string {
  const names = Object.keys(columns);
  const typed = Object.entries(columns).map(
    ([column, type]) => `CAST(${column} AS ${type}) AS ${column}`,
  );
  const lines = rows.map((row) => `(${names.map((name) => value(row[name])).join(', ')})`);
  const none = `SELECT ${names.map((name) => `NULL AS ${name}`).join(', ')} WHERE FALSE`;
  const source =
    lines.length === 0
      ? `(${none}) AS t`
      : `(VALUES ${lines.join(', ')}) AS t(${names.join(', ')})`;
  return `SELECT ${typed.join(', ')} FROM ${source}`;
}
