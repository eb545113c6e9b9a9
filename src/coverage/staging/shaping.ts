import type { CompiledView, ViewSource } from '../views/index.ts';
import { day } from './day.ts';
import { occasions, type Shaping } from './occasion-sql.ts';
import { pseudonymSql } from './pseudonym.ts';
import type { TableName } from './table.ts';

/**
 * From what a view gives to what is staged: identifiers become keyed pseudonyms, dates that are no dates
 * become NULL, and an occasion's items become one row. Nothing else of a resource is kept.
 */
export function shaped(
  table: TableName,
  compiled: Pick<CompiledView, 'select' | 'grouped'>,
  source: ViewSource,
  { key, items }: Shaping,
): string {
  const view = compiled.select(source);
  const name = (column: string): string => pseudonymSql(column, key);
  switch (table) {
    case 'unit':
      return `SELECT unit, coalesce(updated, '') AS updated, name, setting, region FROM (${view})`;
    case 'patient':
      return `SELECT ${name('patient')} AS patient, coalesce(updated, '') AS updated, ${birth} AS birth, CASE WHEN sex IN ('female', 'male', 'other') THEN sex ELSE 'unknown' END AS sex, CASE WHEN protected THEN '' ELSE coalesce(home, '') END AS home, CASE WHEN interpreter THEN 1 ELSE 0 END AS interpreter, CASE WHEN protected THEN 1 ELSE 0 END AS protected FROM (${view})`;
    case 'encounter':
      return `SELECT ${name('encounter')} AS encounter, coalesce(updated, '') AS updated, ${name('patient')} AS patient, unit, status, class, ${day('start_day')} AS start_day, coalesce(${day('end_day')}, ${day('start_day')}) AS end_day FROM (${view})`;
    case 'occasion':
      return occasions(compiled, source, { key, items });
    case 'result':
      return `SELECT ${name('result_id')} AS result_id, coalesce(updated, '') AS updated, ${name('occasion')} AS occasion, status, coalesce(value, absent) AS result FROM (${view})`;
    case 'referral':
      return `SELECT ${name('referral')} AS referral, coalesce(updated, '') AS updated, ${name('result_id')} AS result_id, status FROM (${view})`;
    case 'follow_up':
      return `SELECT ${name('task')} AS task, coalesce(updated, '') AS updated, ${name('referral')} AS referral, status, ${day('changed')} AS changed, contact FROM (${view})`;
  }
}

/** A birth date of limited precision counts from its first day. */
const padded = `(birth || CASE length(birth) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END)`;
const birth = day(padded);
