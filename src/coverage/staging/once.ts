import { rename } from 'node:fs/promises';
import type { Duck } from '../engine/duckdb.ts';
import { literal } from '../views/index.ts';
import { keys, type TableName, tableNames } from './table.ts';

/**
 * A resource that an export holds several times is one resource: the newest by `meta.lastUpdated` as written, and of
 * equals always the same one. Without an id nothing says that two are the same, so those all stay.
 */
export async function eachOnce(
  tables: Readonly<Record<TableName, string>>,
  duck: Duck,
): Promise<void> {
  for (const table of tableNames) await once(tables[table], keys[table], duck);
}

async function once(path: string, key: string, duck: Duck): Promise<void> {
  const rows = `read_parquet(${literal(path)})`;
  const [found] = await duck.rows(
    `SELECT count(${key}) - count(DISTINCT ${key}) AS again FROM ${rows}`,
  );
  if (Number(found?.['again'] ?? 0) === 0) return;
  const newest = `row_number() OVER (PARTITION BY ${key} ORDER BY updated DESC, r DESC) = 1`;
  await duck.run(
    `COPY (SELECT * FROM ${rows} AS r QUALIFY ${key} IS NULL OR ${newest}) TO ${literal(`${path}.once`)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  await rename(`${path}.once`, path);
}
