import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duck } from '../engine/duckdb.ts';
import { pseudonymOf } from '../staging/pseudonym.ts';
import { keys, type TableName, tableNames } from '../staging/table.ts';
import { literal } from '../views/index.ts';
import { type Entry, type Tables, tablesIn } from './entry.ts';

const tableOf: Readonly<Record<string, TableName>> = {
  Organization: 'unit',
  Patient: 'patient',
  Encounter: 'encounter',
  QuestionnaireResponse: 'occasion',
  Observation: 'result',
  ServiceRequest: 'referral',
  Task: 'follow_up',
};

/** `Type/id` of what is gone → table → the key of its row. Clinics keep their ids; all else has a pseudonym. */
export function goneKeys(
  gone: readonly string[],
  key: string,
): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const reference of gone) {
    const [type = '', id = ''] = reference.split('/');
    const table = tableOf[type];
    if (table === undefined) continue;
    const list = found[table] ?? [];
    found[table] = list;
    list.push(table === 'unit' ? id : String(pseudonymOf(id, key)));
  }
  return found;
}

/** The exports of a series as one: of each row the newest, without what was deleted after it. */
export async function merged(
  entries: readonly Entry[],
  place: string,
  duck: Duck,
): Promise<Tables | undefined> {
  const [only, ...more] = entries;
  if (more.length === 0) return only?.tables;
  const folder = join(place, 'merged');
  await mkdir(folder, { mode: 0o700 });
  const tables = tablesIn(folder);
  for (const table of tableNames) {
    await duck.run(
      `COPY (${newest(table, entries)}) TO ${literal(tables[table])} (FORMAT parquet)`,
    );
  }
  return tables;
}

const keyOf = (table: TableName, key: string): string =>
  table === 'unit' ? literal(key) : String(BigInt(key));

function newest(table: TableName, entries: readonly Entry[]): string {
  const key = keys[table];
  const rows = entries.map(
    ({ tables }, at) => `SELECT *, ${at} AS export_no FROM read_parquet(${literal(tables[table])})`,
  );
  const gone = entries.flatMap(({ about }, at) =>
    (about.gone[table] ?? []).map((each) => `(${keyOf(table, each)}, ${at})`),
  );
  const left =
    gone.length === 0
      ? ''
      : ` AND NOT EXISTS (SELECT 1 FROM (VALUES ${gone.join(', ')}) AS g(gone_key, gone_no) WHERE g.gone_key = r.${key} AND g.gone_no > r.export_no)`;
  return `SELECT * EXCLUDE (export_no) FROM (${rows.join(' UNION ALL ')}) AS r WHERE TRUE${left} QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY export_no DESC, updated DESC) = 1`;
}
