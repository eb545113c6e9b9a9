import type { Pack } from '../../routine/index.ts';
import type { Duck } from '../engine/duckdb.ts';
import { compileView, literal, mergeShape, type Shape } from '../views/index.ts';
import type { Rejected } from './clean.ts';
import { gateItems, occasionView } from './gate-items.ts';
import type { GateItems } from './occasion-sql.ts';
import { sourceFiles } from './source-files.ts';
import { shipped, type TableName, tableNames } from './table.ts';
import {
  limits,
  pathOf,
  sourcesOf,
  tidy,
  type Views,
  type Work,
  writeTable,
} from './write-table.ts';

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

/**
 * Levels of items: the questionnaires at hand have two, and none below an answer; the reader refuses what has more. It is
 * then read again, more slowly, to the deepest; and what lies below that stops the run.
 */
const usual = { depth: 2, closed: true };
const deepest = { depth: 4 };

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
  const rows = await writeTables(compiledViews(items, usual), work, options.progress);
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
async function writeTables(
  views: Views,
  work: Work,
  progress: Progress | undefined,
): Promise<ReadonlyMap<TableName, number>> {
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
      progress?.({ table, rows: rows.get(table) ?? 0, ...read(done) });
    }
  }
  return rows;
}

/** Files of one type by their size; a file of several types counts for each of them. */
const bytesFor = (type: string | undefined, { files }: Work): number =>
  files
    .filter((file) => file.type === undefined || file.type === type)
    .reduce((sum, { size }) => sum + size, 0);

function compiledViews(items: GateItems, unrolling: Parameters<typeof compileView>[1]): Views {
  const definition = (table: TableName) =>
    table === 'occasion' ? occasionView(items) : shipped[table];
  return new Map(tableNames.map((table) => [table, compileView(definition(table), unrolling)]));
}

async function rowsOf(path: string, duck: Duck): Promise<number> {
  const [row] = await duck.rows(`SELECT count(*) AS n FROM read_parquet(${literal(path)})`);
  return Number(row?.['n'] ?? 0);
}
