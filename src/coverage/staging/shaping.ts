import { type CompiledView, literal, theRows } from '../views/index.ts';
import type { TableName } from './table.ts';

/**
 * From what a view gives to what is staged: identifiers become keyed pseudonyms, dates that are no dates
 * become NULL, and an occasion's items become one row. Nothing else of a resource is kept.
 */
export function shaped(
  table: TableName,
  compiled: Pick<CompiledView, 'select' | 'grouped'>,
  source: string,
  { key, items }: Shaping,
): string {
  const view = compiled.select(source);
  const name = (column: string): string => pseudonym(column, key);
  switch (table) {
    case 'unit':
      return `SELECT unit, coalesce(updated, '') AS updated, name, setting, region FROM (${view})`;
    case 'patient':
      return `SELECT ${name('patient')} AS patient, coalesce(updated, '') AS updated, ${birth} AS birth, CASE WHEN sex IN ('female', 'male', 'other') THEN sex ELSE 'unknown' END AS sex, CASE WHEN protected THEN '' ELSE coalesce(home, '') END AS home, CASE WHEN interpreter THEN 1 ELSE 0 END AS interpreter, CASE WHEN protected THEN 1 ELSE 0 END AS protected FROM (${view})`;
    case 'encounter':
      return `SELECT ${name('encounter')} AS encounter, coalesce(updated, '') AS updated, ${name('patient')} AS patient, unit, status, class, ${day('start_day')} AS start_day, coalesce(${day('end_day')}, ${day('start_day')}) AS end_day FROM (${view})`;
    case 'occasion':
      return occasions(compiled.grouped?.(source) ?? gathered(view), key, items);
    case 'result':
      return `SELECT ${name('result_id')} AS result_id, coalesce(updated, '') AS updated, ${name('occasion')} AS occasion, status, coalesce(value, absent) AS result FROM (${view})`;
    case 'referral':
      return `SELECT ${name('referral')} AS referral, coalesce(updated, '') AS updated, ${name('result_id')} AS result_id, status FROM (${view})`;
    case 'follow_up':
      return `SELECT ${name('task')} AS task, coalesce(updated, '') AS updated, ${name('referral')} AS referral, status, ${day('changed')} AS changed, contact FROM (${view})`;
  }
}

/** The key of the pseudonyms, and what is looked for in a response. */
export type Shaping = { readonly key: string; readonly items: GateItems };

/** linkIds of the pack's gate and agreement: the only items that are looked at. */
export type GateItems = {
  readonly conditions: readonly string[];
  readonly reason: string;
  readonly planned: readonly string[];
  readonly offered: readonly string[];
};

/** SHA-256 with the key before and after, cut to 128 bits: a keyed pseudonym that cannot be extended. */
function pseudonym(column: string, key: string): string {
  return `substr(sha256(${literal(key)} || ${column} || ${literal(key)}), 1, 32)`;
}

/** A calendar day, or NULL for what is none; the day as it was written down, whatever its time zone. */
function day(column: string): string {
  const text = `substr(${column}, 1, 10)`;
  return `CASE WHEN ${column} LIKE '____-__-__%' AND TRY_CAST(${text} AS DATE) IS NOT NULL THEN ${text} END`;
}

/** A birth date of limited precision counts from its first day. */
const padded = `(birth || CASE length(birth) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END)`;
const birth = day(padded);

/** Rows that some other runner of the view has given, put together again, one line an occasion. */
function gathered(view: string): string {
  const head = ['updated', 'patient', 'encounter', 'questionnaire', 'status', 'authored', 'route'];
  const one = head.map((column) => `max(${column}) AS ${column}`).join(', ');
  return `SELECT occasion, ${one}, list(struct_pack(part := part, flag := flag, code := code)) AS ${theRows} FROM (${view}) GROUP BY occasion`;
}

const texts = (names: readonly string[]): string =>
  `CAST([${names.map(literal).join(', ')}] AS VARCHAR[])`;

/**
 * The items an occasion has an answer to, by linkId; a gate condition only where the answer is true. Whole lists are
 * compared, so that an item given twice counts once.
 */
function answered({ conditions }: GateItems): string {
  const fails = `list_contains(${texts(conditions)}, r.part) AND r.flag IS DISTINCT FROM TRUE`;
  return `list_transform(${theRows}, lambda r: CASE WHEN ${fails} THEN NULL ELSE r.part END)`;
}

function occasions(view: string, key: string, items: GateItems): string {
  const name = (column: string): string => pseudonym(column, key);
  const all = (names: readonly string[]): string => `list_has_all("%items", ${texts(names)})`;
  const offered = `list_has_any("%items", ${texts(items.offered)})`;
  const flag = (test: string): string => `CASE WHEN ${test} THEN 1 ELSE 0 END`;
  const isReason = `coalesce(r.part = ${literal(items.reason)}, FALSE)`;
  const reason = `CASE WHEN list_contains("%items", ${literal(items.reason)}) THEN list_max(list_transform(list_filter(${theRows}, lambda r: ${isReason}), lambda r: r.code)) END`;
  return `SELECT ${name('occasion')} AS occasion, coalesce(updated, '') AS updated, ${name('patient')} AS patient, ${name('encounter')} AS encounter, split_part(questionnaire, '|', 1) AS questionnaire, status, ${day('authored')} AS day, coalesce(route, 'routine') AS route, ${flag(all(items.conditions))} AS gate, ${reason} AS reason, ${flag(all(items.planned))} AS planned, ${flag(offered)} AS offered FROM (SELECT *, ${answered(items)} AS "%items" FROM (${view}))`;
}
