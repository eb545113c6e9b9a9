import {
  type CompiledView,
  type Fold,
  type Gathered,
  literal,
  type Reduction,
  type ViewSource,
} from '../views/index.ts';
import { day } from './day.ts';
import { pseudonymSql } from './pseudonym.ts';

/** The key of the pseudonyms, and what is looked for in a response. */
export type Shaping = { readonly key: string; readonly items: GateItems };

/** linkIds of the pack's gate and agreement: the only items that are looked at. */
export type GateItems = {
  readonly conditions: readonly string[];
  readonly reason: string;
  readonly planned: readonly string[];
  readonly offered: readonly string[];
};

const found = '"%found"';

/** One row an occasion: its own columns, and of its items only which of those that matter have an answer. */
export function occasions(
  compiled: Pick<CompiledView, 'select' | 'grouped'>,
  source: ViewSource,
  { key, items }: Shaping,
): string {
  const name = (column: string): string => pseudonymSql(column, key);
  const gathered = gatheredOf(items);
  const lines = compiled.grouped?.(source, gathered) ?? together(compiled.select(source), gathered);
  const bits = (parts: readonly string[]): number => mask(parts, items);
  const flag = (test: string): string => `CASE WHEN ${test} THEN 1 ELSE 0 END`;
  const all = (parts: readonly string[]): string =>
    flag(`${found} & ${bits(parts)} = ${bits(parts)}`);
  const any = (parts: readonly string[]): string => flag(`${found} & ${bits(parts)} <> 0`);
  return `SELECT ${name('occasion')} AS occasion, coalesce(updated, '') AS updated, ${name('patient')} AS patient, ${name('encounter')} AS encounter, split_part(questionnaire, '|', 1) AS questionnaire, status, ${day('authored')} AS day, coalesce(route, 'routine') AS route, ${all(items.conditions)} AS gate, reason, ${all(items.planned)} AS planned, ${any(items.offered)} AS offered FROM (${lines})`;
}

/** The items that matter, each a bit of one number: an item given twice counts once. */
function mask(parts: readonly string[], items: GateItems): number {
  const known = [
    ...new Set([...items.conditions, items.reason, ...items.planned, ...items.offered]),
  ];
  return [...new Set(parts)].reduce((sum, part) => sum + 2 ** known.indexOf(part), 0);
}

function gatheredOf(items: GateItems): readonly Gathered[] {
  const { conditions, reason, planned, offered } = items;
  const which = (part: string, parts: readonly string[]): string =>
    `CASE ${part} ${[...new Set(parts)].map((each) => `WHEN ${literal(each)} THEN ${mask([each], items)}`).join(' ')} END`;
  const isCondition = (part: string): string =>
    `${part} IN (${conditions.map(literal).join(', ')})`;
  const others = [reason, ...planned, ...offered];
  // A gate condition counts only where the answer is true; the other items where there is an answer.
  const bit: Fold = (cell) =>
    `CASE WHEN ${isCondition(cell('part'))} THEN CASE WHEN ${cell('flag')} THEN ${which(cell('part'), conditions)} END ELSE ${which(cell('part'), others)} END`;
  const code: Fold = (cell) =>
    `CASE WHEN ${cell('part')} = ${literal(reason)} THEN ${cell('code')} END`;
  return [
    { name: '%found', sql: (gather) => `coalesce(${gather(bit, anyBit)}, 0)` },
    {
      name: 'reason',
      sql: (gather) =>
        `CASE WHEN ${found} & ${mask([reason], items)} <> 0 THEN ${gather(code, greatest)} END`,
    },
  ];
}

const anyBit: Reduction = {
  list: (list) => `list_bit_or(${list})`,
  both: (one, other) => `(coalesce(${one}, 0) | coalesce(${other}, 0))`,
};

/** NULL counts for nothing in either. */
const greatest: Reduction = {
  list: (list) => `list_max(${list})`,
  both: (one, other) => `greatest(${one}, ${other})`,
};

/** Rows that some other runner of the view has given, put together again, one line an occasion. */
function together(view: string, gathered: readonly Gathered[]): string {
  const lists: string[] = [];
  const gather = (fold: Fold, how: Reduction): string => {
    lists.push(`list(${fold((column) => column)}) AS "%list${lists.length}"`);
    return how.list(`"%list${lists.length - 1}"`);
  };
  const made = gathered.map(({ name, sql }) => ({ name, sql: sql(gather) }));
  const head = ['updated', 'patient', 'encounter', 'questionnaire', 'status', 'authored', 'route'];
  const one = head.map((column) => `max(${column}) AS ${column}`).join(', ');
  const grouped = `(SELECT occasion, ${[one, ...lists].join(', ')} FROM (${view}) GROUP BY occasion)`;
  const layered = made.reduce(
    (inner, { name, sql }) => `(SELECT *, ${sql} AS "${name}" FROM ${inner})`,
    grouped,
  );
  return `SELECT * FROM ${layered}`;
}
