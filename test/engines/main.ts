/**
 * The one measure on every engine, over made-up exports whose numbers are known: DuckDB, PostgreSQL, and Spark with a
 * master and two workers, one of them killed in the middle; and the command line with each. `--people 1000,100000`
 * and `--engines postgres,spark,pathling` choose less.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { embedded } from '../../src/coverage/engine/duckdb.ts';
import type { Engine } from '../../src/coverage/engine/engine.ts';
import { postgres } from '../../src/coverage/engine/postgres.ts';
import { spark } from '../../src/coverage/engine/spark.ts';
import { cliCsv } from './cli-run.ts';
import { type Counted, counted, type Export, madeUpExport } from './counts.ts';
import { freePort } from './free-port.ts';
import { pathlingTables } from './pathling.ts';
import { type PostgresCluster, startPostgres } from './postgres-cluster.ts';
import { type SparkCluster, sparkEnvironment, startSpark } from './spark-cluster.ts';
import { installPathling, installSpark, type SparkInstall } from './spark-install.ts';
import { type Line, tableOf } from './table.ts';
import { Unavailable } from './unavailable.ts';
import { killWorkerAtWork } from './worker-loss.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000,100000' },
    engines: { type: 'string', default: 'postgres,spark,pathling' },
  },
});
const wanted = values.engines.split(',');
const sizes = values.people.split(',').map(Number);
const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const lines: Line[] = [];
let made: Export | undefined;

/** What it could not do is a line of the table too. */
async function attempt(
  engine: string,
  people: number | undefined,
  run: () => Promise<Omit<Line, 'engine' | 'people'> & { readonly engine?: string }>,
): Promise<void> {
  say(`${engine}${people === undefined ? '' : `, ${people} people`} …`);
  try {
    lines.push({ engine, people, ...(await run()) });
  } catch (error) {
    const outcome = error instanceof Unavailable ? 'skipped' : 'wrong';
    const note = (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
    lines.push({ engine, people, outcome, note });
  }
}

function compared(result: Counted, data: Export, reference: Counted, note = '') {
  const { engine, figures, seconds } = result;
  const differs = [
    ...(result.result === data.truth ? [] : ['the figures differ from the truth']),
    ...(result.quality === reference.quality ? [] : ["the quality counts differ from DuckDB's"]),
  ];
  const outcome: Line['outcome'] = differs.length === 0 ? 'equal' : 'wrong';
  return { engine, outcome, figures, seconds, note: [...differs, note].join('; ') };
}

type Servers = {
  readonly postgres: PostgresCluster | undefined;
  readonly install: SparkInstall | undefined;
  readonly cluster: SparkCluster | undefined;
};

/** Starts one; what this machine cannot have is a line of the table. */
async function started<T>(engine: string, start: () => Promise<T>): Promise<T | undefined> {
  let server: T | undefined;
  say(`starting ${engine} …`);
  try {
    server = await start();
  } catch (error) {
    await attempt(engine, undefined, () => Promise.reject(error));
  }
  return server;
}

async function onSpark(
  data: Export,
  cluster: SparkCluster,
  home: string,
  lose: boolean,
): Promise<{ readonly result: Counted; readonly note: string }> {
  const web = await freePort();
  // Its web page tells which worker is at what.
  const settings = ['spark.ui.enabled=true', `spark.ui.port=${web}`];
  const engine: Engine = spark({ place: data.folder, server: cluster.server, home, settings });
  const loss = lose ? killWorkerAtWork(cluster, web) : Promise.resolve('2 workers');
  const [result, note] = await Promise.all([counted(engine, data), loss]);
  if (lose) await cluster.addWorker();
  return { result, note };
}

async function onAll(people: number, servers: Servers): Promise<void> {
  const data = await madeUpExport(people);
  made = data;
  try {
    const reference = await counted(embedded(data.duck), data);
    await attempt('DuckDB', people, async () => compared(reference, data, reference, data.said));
    const { postgres: pg, install, cluster } = servers;
    if (pg !== undefined) {
      const engine = postgres({ duck: data.duck, place: data.folder, server: pg.server });
      await attempt('PostgreSQL', people, async () =>
        compared(await counted(engine, data), data, reference, 'tables loaded by COPY'),
      );
    }
    if (install !== undefined && cluster !== undefined) {
      await attempt('Spark', people, async () => {
        const lose = people === largest && people > smallest;
        const { result, note } = await onSpark(data, cluster, install.home, lose);
        return compared(result, data, reference, note);
      });
    }
    if (people === smallest) await besides(data, servers, reference);
  } finally {
    made = undefined;
    await data.remove();
  }
}

/** On the smallest export: the command line with each engine, and Pathling for the views. */
async function besides(data: Export, servers: Servers, reference: Counted): Promise<void> {
  const { postgres: pg, install, cluster } = servers;
  const csv = (name: string, ...engine: readonly string[]): Promise<string> =>
    cliCsv(data.from, join(data.folder, name), engine);
  const usual = await csv('out-duckdb', 'duckdb');
  const same = async (name: string, server: string): Promise<Omit<Line, 'engine' | 'people'>> => ({
    outcome: (await csv(`out-${name}`, name, '--server', server)) === usual ? 'equal' : 'wrong',
    note: 'coverage.csv byte for byte',
  });
  const people = smallest;
  if (pg !== undefined) {
    await attempt('cli --engine postgres', people, () => same('postgres', pg.server));
  }
  if (cluster !== undefined) {
    await attempt('cli --engine spark', people, () => same('spark', cluster.server));
  }
  if (install !== undefined && wanted.includes('pathling')) {
    await attempt('Pathling on Spark', people, async () => {
      const staged = await pathlingTables(await installPathling(install, say), data);
      const result = await counted(embedded(data.duck), { ...data, staged });
      return {
        ...compared(result, data, reference, 'its views, counted by DuckDB'),
        engine: 'Pathling',
      };
    });
  }
}

const pg = wanted.includes('postgres') ? await started('PostgreSQL', startPostgres) : undefined;
const install =
  wanted.includes('spark') || wanted.includes('pathling')
    ? await started('Spark', () => installSpark(say))
    : undefined;
if (install !== undefined) Object.assign(process.env, sparkEnvironment(install));
const cluster =
  install !== undefined && wanted.includes('spark')
    ? await started('Spark cluster', () => startSpark(install))
    : undefined;
if (cluster !== undefined) process.env['SPARK_CONF_DIR'] = cluster.configuration;
const stop = async (): Promise<void> => {
  await cluster?.stop();
  await pg?.stop();
  await made?.remove();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().finally(() => process.exit(1)));
}
try {
  for (const people of sizes) await onAll(people, { postgres: pg, install, cluster });
} finally {
  await stop();
}
say(`\n${tableOf(lines)}`);
process.exit(lines.some(({ outcome }) => outcome === 'wrong') ? 1 : 0);
