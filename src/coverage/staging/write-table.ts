import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duck } from '../engine/duckdb.ts';
import { type CompiledView, literal, longestLine, ndjson, type Shape } from '../views/index.ts';
import { type Cleaned, clean } from './clean.ts';
import type { GateItems } from './occasion-sql.ts';
import { StagingError } from './problem.ts';
import { shaped } from './shaping.ts';
import type { SourceFile } from './source-files.ts';
import type { TableName } from './table.ts';

export const limits = { longestLine, inflation: 200 };

export type Views = ReadonlyMap<TableName, CompiledView>;

/** One run: what is known before it, and which files have been checked line by line so far. */
export type Work = {
  readonly place: string;
  readonly duck: Duck;
  readonly key: string;
  readonly items: GateItems;
  readonly deep: Views;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly files: SourceFile[];
  readonly cleaned: Map<string, Cleaned>;
};

export const pathOf = (table: TableName, work: Work): string =>
  join(work.place, `${table}.parquet`);

/** Checks a file line by line: its bad lines are named, its good ones read instead of it. */
export async function tidy(file: SourceFile, work: Work): Promise<void> {
  work.cleaned.set(file.path, await clean(file, work.shapes, work.place, limits));
}

/** What is read for a type: whole files as they came, and good lines of those that had bad ones. */
export function sourcesOf(type: string, work: Work): readonly string[] {
  return work.files.flatMap((file) => {
    const cleaned = work.cleaned.get(file.path);
    if (cleaned === undefined) return file.type === type ? [file.path] : [];
    const path = cleaned.files.get(type);
    return path === undefined ? [] : [path];
  });
}

async function tableSql(
  table: TableName,
  view: CompiledView,
  paths: readonly string[],
  work: Work,
  longest?: number,
) {
  const sources = paths.length > 0 ? paths : [await emptyFile(work.place)];
  const rows = ndjson(sources, view.shape, longest);
  // A resource of another type among these would be read as one with nothing in it.
  const must = `"resourceType" = ${literal(view.resource)}`;
  return shaped(table, view, { rows, must }, work);
}

async function emptyFile(place: string): Promise<string> {
  const path = join(place, 'empty.ndjson');
  await writeFile(path, '');
  return path;
}

/** The strict reader first, as far down as is usual; then to the deepest; then without the lines it refuses. */
export async function writeTable(table: TableName, view: CompiledView, work: Work): Promise<void> {
  const deep = work.deep.get(table) ?? view;
  const refused = async (error: unknown): Promise<void> => {
    stopIfDeep(error, view.resource);
    await tidyBadFiles(table, deep, work);
    await copyTable(table, deep, work, longestLine).catch((cause: unknown) => {
      stopIfDeep(cause, view.resource);
      throw new StagingError('unreadable', view.resource, cause);
    });
  };
  // What is refused as too deep and what is refused as wrong look the same here.
  await copyTable(table, view, work).catch(() => copyTable(table, deep, work).catch(refused));
}

async function copyTable(
  table: TableName,
  view: CompiledView,
  work: Work,
  longest?: number,
): Promise<void> {
  const sql = await tableSql(table, view, sourcesOf(view.resource, work), work, longest);
  const path = literal(pathOf(table, work));
  await work.duck.run(`COPY (${sql}) TO ${path} (FORMAT parquet, COMPRESSION zstd)`);
}

function stopIfDeep(error: unknown, resource: string): void {
  if (String(error).includes('nested deeper')) {
    throw new StagingError('nested-too-deep', resource, error);
  }
}

/** Finds which files the strict reader refuses, each by itself, and checks those line by line. */
async function tidyBadFiles(table: TableName, view: CompiledView, work: Work): Promise<void> {
  const own = work.files.filter((file) => file.type === view.resource);
  for (const file of own.filter(({ path }) => !work.cleaned.has(path))) {
    const sql = await tableSql(table, view, [file.path], work);
    try {
      await work.duck.run(`SELECT count(*), max(hash(t)) FROM (${sql}) AS t`);
    } catch (error) {
      stopIfDeep(error, view.resource);
      await tidy(file, work);
    }
  }
}
