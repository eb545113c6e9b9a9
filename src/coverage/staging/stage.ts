import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pack } from '../../routine/index.ts';
import type { Duck } from '../engine/duckdb.ts';
import {
  type CompiledView,
  compileView,
  literal,
  longestLine,
  mergeShape,
  ndjson,
  type Shape,
} from '../views/index.ts';
import { type Cleaned, clean, type Rejected } from './clean.ts';
import { gateItems, occasionView } from './gate-items.ts';
import type { GateItems } from './occasion-sql.ts';
import { StagingError } from './problem.ts';
import { shaped } from './shaping.ts';
import { type SourceFile, sourceFiles } from './source-files.ts';
import { shipped, type TableName, tableNames } from './table.ts';

/** One event a finished table. `bytes` of the export's `of` have been read so far, as they lie on the disk. */
export type StageProgress = {
  readonly table: TableName;
  readonly rows: number;
  readonly bytes: number;
  readonly of: number;
};
export type Progress = (event: StageProgress) => void;

export type StageOptions = {
  readonly from: string;
  /** Private folder of this run; everything in it is deleted afterwards. */
  readonly place: string;
  readonly duck: Duck;
  readonly pack: Pack;
  /** Key of the pseudonyms, as text. */
  readonly key: string;
  readonly progress?: Progress;
};

export type Staged = {
  /** One Parquet file a table. */
  readonly tables: Readonly<Record<TableName, string>>;
  readonly rows: Readonly<Record<TableName, number>>;
  readonly rejected: readonly Rejected[];
  /** Files that the strict reader refused, so that every line of theirs was checked. */
  readonly refused: readonly string[];
};

const limits = { longestLine, inflation: 200 };

/**
 * Levels of items: the questionnaires at hand have two, and none below an answer; the reader refuses what has more. It is
 * then read again, more slowly, to the deepest; and what lies below that stops the run.
 */
const usual = { depth: 2, closed: true };
const deepest = { depth: 4 };

type Views = ReadonlyMap<TableName, CompiledView>;

type Work = StageOptions & {
  readonly items: GateItems;
  readonly deep: Views;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly files: SourceFile[];
  readonly cleaned: Map<string, Cleaned>;
};

/** NDJSON → one narrow, pseudonymous table a view. */
export async function stage(options: StageOptions): Promise<Staged> {
  const items = gateItems(options.pack);
  const deep = compiledViews(items, deepest);
  const shapes = new Map<string, Shape>();
  for (const view of deep.values()) {
    const known = shapes.get(view.resource);
    if (known === undefined) shapes.set(view.resource, view.shape);
    else mergeShape(known, view.shape);
  }
  const read = new Set(shapes.keys());
  const files = [...(await sourceFiles(options.from, options.place, limits, read))];
  const work: Work = { ...options, items, deep, shapes, files, cleaned: new Map() };
  for (const file of files.filter(({ type }) => type === undefined)) await tidy(file, work);
  const rows = await writeTables(compiledViews(items, usual), work);
  return {
    tables: Object.fromEntries(
      tableNames.map((table) => [table, pathOf(table, work)]),
    ) as Staged['tables'],
    rows: Object.fromEntries(rows) as Staged['rows'],
    rejected: [...work.cleaned.values()].flatMap((each) => each.rejected),
    refused: files.filter(({ path }) => work.cleaned.has(path)).map(({ original }) => original),
  };
}

/**
 * A file that turns out to be mixed may hold lines for a table that is already written; so what a table was
 * read from is remembered, and a table whose sources have changed is written again.
 */
async function writeTables(views: Views, work: Work): Promise<ReadonlyMap<TableName, number>> {
  const rows = new Map<TableName, number>();
  const readFrom = new Map<TableName, string>();
  const done = new Set<TableName>();
  const read = (tables: ReadonlySet<TableName>) => {
    const sizeOf = (names: Iterable<TableName>): number =>
      [...names].reduce((sum, name) => sum + bytesFor(views.get(name)?.resource, work), 0);
    return { bytes: sizeOf(tables), of: sizeOf(views.keys()) };
  };
  const stale = (): readonly TableName[] =>
    [...views].flatMap(([table, view]) =>
      readFrom.get(table) === sourcesOf(view.resource, work).join() ? [] : [table],
    );
  for (let left = stale(); left.length > 0; left = stale()) {
    for (const table of left) {
      const view = views.get(table);
      if (view === undefined) continue;
      await writeTable(table, view, work);
      readFrom.set(table, sourcesOf(view.resource, work).join());
      rows.set(table, await rowsOf(pathOf(table, work), work.duck));
      done.add(table);
      work.progress?.({ table, rows: rows.get(table) ?? 0, ...read(done) });
    }
  }
  return rows;
}

/** Files of one type by their size; a file of several types counts for each of them. */
const bytesFor = (type: string | undefined, { files }: Work): number =>
  files
    .filter((file) => file.type === undefined || file.type === type)
    .reduce((sum, { size }) => sum + size, 0);

const pathOf = (table: TableName, work: Work): string => join(work.place, `${table}.parquet`);

function compiledViews(items: GateItems, unrolling: Parameters<typeof compileView>[1]): Views {
  const definition = (table: TableName) =>
    table === 'occasion' ? occasionView(items) : shipped[table];
  return new Map(tableNames.map((table) => [table, compileView(definition(table), unrolling)]));
}

async function tidy(file: SourceFile, work: Work): Promise<void> {
  work.cleaned.set(file.path, await clean(file, work.shapes, work.place, limits));
}

/** What is read for a type: whole files as they came, and good lines of those that had bad ones. */
function sourcesOf(type: string, work: Work): readonly string[] {
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
async function writeTable(table: TableName, view: CompiledView, work: Work): Promise<void> {
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

async function rowsOf(path: string, duck: Duck): Promise<number> {
  const [row] = await duck.rows(`SELECT count(*) AS n FROM read_parquet(${literal(path)})`);
  return Number(row?.['n'] ?? 0);
}
