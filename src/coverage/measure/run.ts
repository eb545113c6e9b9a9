import { readFileSync } from 'node:fs';
import type { Pack } from '../../routine/index.ts';
import type { Duck } from '../engine/duckdb.ts';
import type { Staged } from '../staging/stage.ts';
import { tableNames } from '../staging/table.ts';
import { literal } from '../views/index.ts';
import { type Figure, figureKey } from './figures.ts';
import { parameterTables, tableStatements } from './parameters.ts';
import type { Period } from './period.ts';
import { type Places, places } from './places.ts';

/** The measure as one text, the same on every engine. */
export const measureSql = readFileSync(new URL('./measure.sql', import.meta.url), 'utf8');

export type Measured = { readonly figures: readonly Figure[]; readonly places: Places };

/** Staged tables → counts. Nothing about a single person leaves the database. */
export async function measure(
  staged: Pick<Staged, 'tables'>,
  duck: Duck,
  pack: Pack,
  period: Period,
): Promise<Measured> {
  for (const table of tableNames) {
    const path = literal(staged.tables[table]);
    await duck.run(`CREATE OR REPLACE VIEW ${table} AS SELECT * FROM read_parquet(${path})`);
  }
  const found = places(await duck.rows('SELECT * FROM unit'), pack.owner);
  for (const table of parameterTables(pack, period, found)) {
    await duck.run(`DROP TABLE IF EXISTS ${table.name}`);
    for (const statement of tableStatements(table)) await duck.run(statement);
  }
  const rows = await duck.rows(measureSql);
  const figures = rows.map((row) => ({
    release: String(row['release']),
    place: Number(row['place']),
    bucket: Number(row['bucket']),
    category: String(row['category']),
    state: Number(row['state']),
    detail: Number(row['detail']),
    n: Number(row['n']),
  }));
  return {
    figures: figures.toSorted((a, b) => (figureKey(a) < figureKey(b) ? -1 : 1)),
    places: found,
  };
}
