import { readdir, stat, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { literal } from '../views/index.ts';
import { gateItems, occasionView } from './gate-items.ts';
import { StagingError } from './problem.ts';
import { shaped } from './shaping.ts';
import type { Staged, StageOptions } from './stage.ts';
import { type Definition, shipped, type TableName, tableNames } from './table.ts';

/** The ViewDefinitions as another runner of SQL on FHIR needs them for this routine, by name. */
export function viewDefinitions(pack: StageOptions['pack']): Readonly<Record<string, Definition>> {
  return { ...shipped, occasion: occasionView(gateItems(pack)) };
}

/**
 * Rows that another engine made from those views → the same tables that we would have staged. One Parquet file
 * a view (`patient.parquet`), or a folder of them (`patient/part-….parquet`).
 */
export async function stageViewRows(options: StageOptions): Promise<Staged> {
  const { from, place, duck, pack, key, progress } = options;
  const items = gateItems(pack);
  const tables = {} as Record<TableName, string>;
  const rows = {} as Record<TableName, number>;
  const found = new Map<TableName, readonly string[]>();
  for (const table of tableNames) found.set(table, await linked(from, place, table));
  const of = await sizeOf([...found.values()].flat());
  let bytes = 0;
  for (const [table, sources] of found) {
    const view = `SELECT * FROM read_parquet([${sources.map(literal).join(', ')}])`;
    tables[table] = join(place, `${table}.parquet`);
    const to = literal(tables[table]);
    await duck
      .run(
        `COPY (${shaped(table, { select: () => view }, { rows: '' }, { key, items })}) TO ${to} (FORMAT parquet, COMPRESSION zstd)`,
      )
      .catch((cause: unknown) => {
        throw new StagingError('unreadable', table, cause);
      });
    const [row] = await duck.rows(`SELECT count(*) AS n FROM read_parquet(${to})`);
    rows[table] = Number(row?.['n'] ?? 0);
    bytes += await sizeOf(sources);
    progress?.({ table, rows: rows[table], bytes, of });
  }
  return { tables, rows, rejected: [], refused: [] };
}

async function sizeOf(paths: readonly string[]): Promise<number> {
  let sum = 0;
  for (const path of paths) sum += (await stat(path)).size;
  return sum;
}

/** Linked into `place` under names of our own: what somebody else has named never stands in a query. */
async function linked(from: string, place: string, table: TableName): Promise<readonly string[]> {
  const originals = await parquetFiles(from, table);
  if (originals.length === 0) throw new StagingError('no-files', join(from, `${table}.parquet`));
  return Promise.all(
    originals.map(async (original, index) => {
      const path = join(place, `rows-${table}-${index}.parquet`);
      await symlink(resolve(original), path);
      return path;
    }),
  );
}

async function parquetFiles(from: string, table: TableName): Promise<readonly string[]> {
  const names = await readdir(from);
  const own = [table, `${table}.parquet`].find((name) => names.includes(name));
  if (own === undefined) return [];
  const path = join(from, own);
  if ((await stat(path)).isFile()) return [path];
  const parts = await readdir(path);
  return parts.filter((name) => name.endsWith('.parquet')).map((name) => join(path, name));
}
