import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { literal } from '../views/index.ts';
import { readAnswers } from './answers.ts';
import { runClient } from './client.ts';
import type { Duck } from './duckdb.ts';
import type { Engine, Job } from './engine.ts';

export type PostgresOptions = {
  readonly duck: Duck;
  /** The private folder of the run. */
  readonly place: string;
  /** A libpq connection string; without it PGHOST, PGSERVICE and the like decide. */
  readonly server?: string;
};

/**
 * The same SQL on PostgreSQL, through its own client. The tables are temporary and the transaction is rolled
 * back, so that nothing stays on the server; errors are terse, so that no row is told in one.
 */
export function postgres({ duck, place, server }: PostgresOptions): Engine {
  return async (job) => {
    const script = join(place, 'postgres.sql');
    await writeFile(script, await postgresScript(job, duck, place));
    const printed = await runClient({
      command: 'psql',
      args: [...options, '-f', script, ...(server === undefined ? [] : ['-d', server])],
      folder: place,
      environment: { PGCLIENTENCODING: 'UTF8' },
    });
    return readAnswers('PostgreSQL', printed, job.queries.length);
  };
}

const options = ['--no-psqlrc', '--quiet', '--no-align', '--tuples-only', '--no-password'];

async function postgresScript({ tables, queries }: Job, duck: Duck, place: string) {
  const loads: string[] = [];
  for (const [name, parquet] of Object.entries(tables)) {
    loads.push(...(await loading(name, parquet, duck, place)));
  }
  const all = ["SELECT current_setting('server_version') AS version", ...queries];
  return [
    '\\set ON_ERROR_STOP on',
    '\\set VERBOSITY terse',
    'BEGIN;',
    "SET LOCAL work_mem = '256MB';",
    ...loads,
    ...all.map(
      (query, index) =>
        `SELECT json_build_object('query', ${index}, 'row', row_to_json(q)) FROM (${query}) AS q;`,
    ),
    'ROLLBACK;',
    '',
  ].join('\n');
}

/** One table as CSV in the folder the client runs in: an empty text is quoted, a missing value is not. */
async function loading(name: string, parquet: string, duck: Duck, place: string) {
  const source = `read_parquet(${literal(parquet)})`;
  const columns = await duck.rows(`DESCRIBE SELECT * FROM ${source}`);
  const typed = columns.map((row) => `${row['column_name']} ${row['column_type']}`);
  const file = join(place, `${name}.csv`);
  await duck.run(`COPY (SELECT * FROM ${source}) TO ${literal(file)} (FORMAT csv, HEADER)`);
  return [
    `CREATE TEMPORARY TABLE ${name} (${typed.join(', ')});`,
    `\\copy ${name} FROM '${name}.csv' WITH (FORMAT csv, HEADER)`,
    `ANALYZE ${name};`,
  ];
}
