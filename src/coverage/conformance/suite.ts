import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Duck, openDuck } from '../engine/duckdb.ts';
import { type CompiledView, compileView, literal, ndjson } from '../views/index.ts';
import { sameRows } from './same-rows.ts';

const suite = z.object({
  resources: z.array(z.looseObject({ resourceType: z.string() })),
  tests: z.array(
    z.object({
      title: z.string(),
      tags: z.array(z.string()).optional(),
      view: z.unknown(),
      expect: z.array(z.record(z.string(), z.unknown())).optional(),
      expectColumns: z.array(z.string()).optional(),
      expectCount: z.number().optional(),
      expectError: z.boolean().optional(),
    }),
  ),
});
type Case = z.infer<typeof suite>['tests'][number];

/** The test report format of SQL on FHIR (`test-report.schema.json`). */
export type SuiteReport = Readonly<
  Record<
    string,
    {
      readonly tests: readonly {
        readonly name: string;
        readonly result: { readonly passed: boolean; readonly error?: string };
      }[];
    }
  >
>;

export type Conformance = {
  readonly report: SuiteReport;
  readonly passed: number;
  readonly total: number;
  readonly shareable: { readonly passed: number; readonly total: number };
};

type Outcome = { readonly passed: boolean; readonly error?: string };

/** Runs every case of the shared SQL on FHIR suite in `folder` on our compiler and DuckDB. */
export async function viewConformance(folder: string): Promise<Conformance> {
  const temporary = await mkdtemp(join(tmpdir(), 'views-'));
  const duck = await openDuck({ directories: [folder, temporary], temporary, memory: '512MB' });
  try {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    const report: Record<string, SuiteReport[string]> = {};
    const counted: { tags: readonly string[]; passed: boolean }[] = [];
    for (const file of files) {
      const text = await readFile(join(folder, file), 'utf8');
      const { tests } = suite.parse(JSON.parse(text));
      const results = [];
      for (const each of tests) {
        const result = await outcome(each, { duck, file: join(folder, file), temporary });
        results.push({ name: each.title, result });
        counted.push({ tags: each.tags ?? [], passed: result.passed });
      }
      report[file] = { tests: results };
    }
    const shareable = counted.filter(({ tags }) => tags.includes('shareable'));
    return { report, ...tally(counted), shareable: tally(shareable) };
  } finally {
    duck.close();
    await rm(temporary, { recursive: true });
  }
}

const tally = (results: readonly { readonly passed: boolean }[]) => ({
  passed: results.filter(({ passed }) => passed).length,
  total: results.length,
});

type Place = { readonly duck: Duck; readonly file: string; readonly temporary: string };

async function outcome(each: Case, place: Place): Promise<Outcome> {
  try {
    const view = compileView(each.view);
    const path = await linesOf(view.resource, place);
    const rows = await place.duck.rows(view.select({ rows: ndjson([path], view.shape) }));
    return each.expectError === true
      ? { passed: false, error: 'an error was expected' }
      : judge(each, view, rows);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return each.expectError === true ? { passed: true } : { passed: false, error: said };
  }
}

/**
 * The suite keeps resources of all types in one array; each is written as a line of a file of its own type and
 * then read as an export would be. DuckDB takes the array apart, so that a decimal keeps its digits.
 */
async function linesOf(resource: string, place: Place): Promise<string> {
  const all = `SELECT unnest(resources) AS r FROM read_json(${literal(place.file)}, columns = {resources: 'JSON[]'})`;
  const rows = await place.duck.rows(`SELECT CAST(r AS VARCHAR) AS line FROM (${all})`);
  const own = rows
    .map(({ line }) => String(line))
    .filter((line) => JSON.parse(line).resourceType === resource);
  const path = join(place.temporary, `${resource}.ndjson`);
  await writeFile(path, own.map((line) => `${line}\n`).join(''));
  return path;
}

function judge(each: Case, view: CompiledView, rows: readonly Record<string, unknown>[]): Outcome {
  if (each.expectColumns !== undefined && each.expectColumns.join() !== view.columns.join()) {
    return { passed: false, error: `columns: ${view.columns.join()}` };
  }
  if (each.expectCount !== undefined && each.expectCount !== rows.length) {
    return { passed: false, error: `${rows.length} rows` };
  }
  if (each.expect === undefined || sameRows(rows, each.expect)) return { passed: true };
  return { passed: false, error: `got ${JSON.stringify(rows)}` };
}
