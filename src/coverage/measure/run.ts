import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Pack } from '../../routine/index.ts';
import { type Duck, embedded } from '../engine/duckdb.ts';
import type { Engine, Row } from '../engine/engine.ts';
import type { Staged } from '../staging/stage.ts';
import { literal } from '../views/index.ts';
import { type Figure, figureKey } from './figures.ts';
import { parameterTables, rowsQuery } from './parameters.ts';
import type { Period } from './period.ts';
import { type Places, places } from './places.ts';

/** The measure as one text, the same on every engine. */
export const measureSql = readFileSync(new URL('./measure.sql', import.meta.url), 'utf8');

export type Measured = {
  readonly figures: readonly Figure[];
  readonly places: Places;
  readonly engine: string;
  /** The rows of `also`, one list a query. */
  readonly also: readonly (readonly Row[])[];
};

export type Counting = {
  readonly engine: Engine;
  /** Other questions over the same tables, answered in the same run. */
  readonly also: readonly string[];
};

/** Staged tables → counts. Nothing about a single person leaves the database. */
export async function measure(
  { tables }: Pick<Staged, 'tables'>,
  duck: Duck,
  pack: Pack,
  period: Period,
  { engine, also }: Counting = { engine: embedded(duck), also: [] },
): Promise<Measured> {
  const units = await duck.rows(`SELECT * FROM read_parquet(${literal(tables.unit)})`);
  const found = places(units, pack.owner);
  const parameters: Record<string, string> = {};
  for (const table of parameterTables(pack, period, found)) {
    const path = join(dirname(tables.unit), `${table.name}.parquet`);
    await duck.run(`COPY (${rowsQuery(table)}) TO ${literal(path)} (FORMAT parquet)`);
    parameters[table.name] = path;
  }
  const answers = await engine({
    tables: { ...tables, ...parameters },
    queries: [measureSql, ...also],
  });
  const [rows = [], ...others] = answers.rows;
  return { figures: figuresOf(rows), places: found, engine: answers.engine, also: others };
}

function figuresOf(rows: readonly Row[]): readonly Figure[] {
  const figures = rows.map((row) => ({
    release: String(row['release']),
    place: Number(row['place']),
    bucket: Number(row['bucket']),
    category: String(row['category']),
    state: Number(row['state']),
    detail: Number(row['detail']),
    n: Number(row['n']),
  }));
  return figures.toSorted((a, b) => (figureKey(a) < figureKey(b) ? -1 : 1));
}
