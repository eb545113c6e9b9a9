import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAnswers } from './answers.ts';
import { runClient } from './client.ts';
import type { Engine, Job } from './engine.ts';

export type SparkOptions = {
  /** The private folder of the run; every worker must see it under this path. */
  readonly place: string;
  /** `spark://host:7077`, `yarn`, `local[2]`; without it Spark's own configuration decides. */
  readonly server?: string;
  /** Where Spark lies, with `bin/spark-sql` in it; without it the command is looked for on the path. */
  readonly home?: string;
  /** More `key=value` settings. */
  readonly settings?: readonly string[];
};

/** The same SQL on Spark, through its own client: temporary views over the Parquet files, and no catalogue. */
export function spark({ place, server, home, settings = [] }: SparkOptions): Engine {
  return async (job) => {
    const script = join(place, 'spark.sql');
    await writeFile(script, sparkScript(job));
    const printed = await runClient({
      command: home === undefined ? 'spark-sql' : join(home, 'bin', 'spark-sql'),
      args: [
        ...(server === undefined ? [] : ['--master', server]),
        ...[...own, ...settings].flatMap((setting) => ['--conf', setting]),
        '-S',
        '-f',
        script,
      ],
      folder: place,
    });
    return readAnswers('Spark', printed, job.queries.length);
  };
}

const own = ['spark.sql.catalogImplementation=in-memory', 'spark.ui.enabled=false'];

/** Spark reads a backslash in a text as an escape, and a doubled quote as two texts side by side. */
const text = (value: string): string => `'${value.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`;

export function sparkScript({ tables, queries }: Job): string {
  const views = Object.entries(tables).map(
    ([name, path]) =>
      `CREATE OR REPLACE TEMPORARY VIEW ${name} USING parquet OPTIONS (path ${text(path)});`,
  );
  const all = ['SELECT version() AS version', ...queries];
  const asked = all.map(
    (query, index) =>
      `SELECT to_json(named_struct('query', ${index}, 'row', struct(q.*))) FROM (${query}) AS q;`,
  );
  return [...views, ...asked, ''].join('\n');
}
