import type { Sum } from './outsider.ts';

type Row = {
  readonly table: string;
  readonly measure: string;
  readonly place: string;
  readonly time: string;
  readonly group: string;
};

const text = ({ table, measure, place, time, group }: Row): string =>
  [table, measure, place, time, group].join('|');

/** Whole → its parts, in the words of the tables. */
const split: readonly (readonly [string, string, readonly string[]])[] = [
  ['visits', 'eligible', ['asked', 'not-asked']],
  ['visits', 'not-asked', ['documented', 'not-documented']],
  ['support', 'asked', ['positive', 'negative', 'declined']],
  ['support', 'positive', ['offered', 'not-offered']],
  ['support', 'offered', ['accepted', 'not-accepted']],
  ['support', 'accepted', ['followed-up', 'not-followed-up']],
];

/** Every sum that the words of the tables let a reader write down. */
export function sumsOf(rows: readonly string[], clinics: readonly Sum[]): readonly Sum[] {
  const known = new Set(rows);
  const all = rows.map((row): Row => {
    const [table = '', measure = '', place = '', time = '', group = ''] = row.split('|');
    return { table, measure, place, time, group };
  });
  const sums = all.flatMap((row) => [
    ...byKind(row),
    ...byPlace(row, clinics),
    ...byTime(row, all),
    ...byGroup(row, all),
  ]);
  return sums
    .map(({ total, parts }) => ({ total, parts: parts.filter((part) => known.has(part)) }))
    .filter(({ parts }) => parts.length > 0);
}

function byKind(row: Row): readonly Sum[] {
  const kinds = split.filter(([table, measure]) => table === row.table && measure === row.measure);
  const people = [
    'person',
    'sex',
    'age',
    'municipality',
    'interpreter',
    'person-sex',
    'person-age',
  ];
  const whole = people.includes(row.table) && row.measure === 'eligible';
  const parts = whole ? [['asked', 'not-asked']] : kinds.map(([, , measures]) => measures);
  return parts
    .map((measures) => measures.map((measure) => text({ ...row, measure })))
    .map((each) => ({ total: text(row), parts: each }));
}

function byPlace(row: Row, clinics: readonly Sum[]): readonly Sum[] {
  if (row.table !== 'visits' && row.table !== 'support') return [];
  const inside =
    row.place === 'all'
      ? clinics.map(({ total }) => total)
      : (clinics.find(({ total }) => total === row.place)?.parts ?? []);
  return [{ total: text(row), parts: inside.map((place) => text({ ...row, place })) }];
}

const yearOf = (time: string): string => time.slice(0, 4);
const isYear = (time: string): boolean => /^\d{4}$/.test(time);
const isPart = (time: string): boolean => time.length > 4;

/** The half-year a month or quarter lies in. */
export function halfOf(time: string): string {
  const quarter = /-Q(\d)$/.exec(time)?.[1];
  const month = Number(time.slice(5));
  const late = quarter === undefined ? month > 6 : Number(quarter) > 2;
  return `${yearOf(time)}-H${late ? 2 : 1}`;
}

function byTime(row: Row, all: readonly Row[]): readonly Sum[] {
  if (row.table !== 'visits' && row.table !== 'support') return [];
  const same = (table: string): readonly Row[] =>
    all.filter(
      (each) => each.table === table && each.measure === row.measure && each.place === row.place,
    );
  const within = (time: string): boolean =>
    row.time === 'all'
      ? isYear(time)
      : isYear(row.time) && isPart(time) && yearOf(time) === row.time;
  const total = text(row);
  const sums: Sum[] = [
    {
      total,
      parts: same(row.table)
        .filter(({ time }) => within(time))
        .map(text),
    },
  ];
  if (row.table === 'support' && row.measure === 'asked') {
    const visits = same('visits').filter(({ time }) =>
      row.time.includes('-H') ? isPart(time) && halfOf(time) === row.time : time === row.time,
    );
    sums.push({ total, parts: visits.map(text) });
  }
  return sums;
}

/** Groups add up to everybody: tables of visits to all visits, tables of persons to all persons. */
function byGroup(row: Row, all: readonly Row[]): readonly Sum[] {
  const whole = row.place === 'all' && row.time === 'all';
  const of = (table: string, measure: string): readonly string[] =>
    all.filter((each) => each.table === table && each.measure === measure).map(text);
  const total = text(row);
  if (row.table === 'visits' && whole) {
    const tables = ['sex', 'age', 'municipality', 'interpreter'];
    const reasons = row.measure === 'documented' ? of('reason', 'not-asked') : [];
    return [...tables.map((table) => of(table, row.measure)), reasons].map((parts) => ({
      total,
      parts,
    }));
  }
  if (row.table === 'person') {
    return ['person-sex', 'person-age'].map((table) => ({ total, parts: of(table, row.measure) }));
  }
  if (row.table === 'indication' && row.measure === 'all') {
    const parts = all.filter(({ table, measure }) => table === 'indication' && measure !== 'all');
    return [{ total, parts: parts.map(text) }];
  }
  return [];
}
