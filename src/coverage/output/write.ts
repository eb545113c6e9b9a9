import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duck } from '../engine/duckdb.ts';
import { coveragePage, pageFile } from '../page/index.ts';
import type { Report } from '../report.ts';
import type { Rejected } from '../staging/clean.ts';
import { literal } from '../views/index.ts';
import { csv } from './csv.ts';
import { measureReports } from './measure-report.ts';
import { measureResource, sqlLibrary } from './measure-resource.ts';
import { releaseColumns, releaseRows } from './release-rows.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Everything that may leave the run, all of it from the frozen release. */
export async function writeReport(
  report: Report,
  out: string,
  duck: Duck,
): Promise<readonly string[]> {
  const rows = releaseRows(report);
  const table = csv([
    releaseColumns,
    ...rows.map((row) => releaseColumns.map((name) => textOf(row[name]))),
  ]);
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: measureReports(report).map((resource) => ({ resource })),
  };
  const files: Readonly<Record<string, string>> = {
    [pageFile.sv]: coveragePage(report, 'sv'),
    [pageFile.en]: coveragePage(report, 'en'),
    'coverage.csv': `\ufeff${table}`,
    'coverage.json': json({ ...summary(report), cells: rows }),
    'measure-reports.json': json(bundle),
    'measure.json': json(measureResource(report.pack.version)),
    'library.json': json(sqlLibrary(report.pack.version)),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(out, name), text);
  await writeParquet(rows, out, duck);
  return [...Object.keys(files), 'coverage.parquet'];
}

const textOf = (value: string | number | boolean | null): string | number =>
  typeof value === 'number' ? value : String(value ?? '');

function summary({ pack, period, created, engine, quality, release, contacts }: Report): object {
  const { id, version } = pack;
  const { threshold, masked } = release;
  return {
    routine: { id, version },
    period,
    created,
    engine,
    threshold,
    masked,
    quality,
    contacts,
  };
}

async function writeParquet(
  rows: ReturnType<typeof releaseRows>,
  out: string,
  duck: Duck,
): Promise<void> {
  const values = rows.map(
    (row) =>
      `(${releaseColumns
        .map((name) => (row[name] === null ? 'NULL' : literal(String(row[name]))))
        .join(', ')})`,
  );
  const path = literal(join(out, 'coverage.parquet'));
  const columns = releaseColumns.map((name) => `"${name}"`).join(', ');
  const typed = releaseColumns.map((name) => {
    if (name === 'count') return 'CAST("count" AS BIGINT) AS "count"';
    return name === 'masked' ? 'CAST(masked AS BOOLEAN) AS masked' : `"${name}"`;
  });
  await duck.run(
    `COPY (SELECT ${typed.join(', ')} FROM (VALUES ${values.join(', ')}) AS t(${columns})) TO ${path} (FORMAT parquet)`,
  );
}

/** Which lines were left out, one NDJSON a source file: place and reason, never what stood there. */
export async function writeRejected(rejected: readonly Rejected[], out: string): Promise<void> {
  const files = [...new Set(rejected.map(({ file }) => file))];
  for (const [index, file] of files.entries()) {
    const lines = rejected.filter((each) => each.file === file);
    const text = lines.map((each) => `${JSON.stringify(each)}\n`).join('');
    const name = file
      .replace(/^.*[\\/]/, '')
      .replace(/[^A-Za-z0-9._-]/g, '_')
      .slice(0, 80);
    await writeFile(join(out, `${index}-${name}.rejected.ndjson`), text);
  }
}
