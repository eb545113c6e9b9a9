import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { endGroup, until } from './run-program.ts';
import type { SparkInstall } from './spark-install.ts';

export type Worker = { readonly web: number; readonly kill: () => void };

export type SparkCluster = {
  readonly server: string;
  /** Where Spark finds its configuration, as SPARK_CONF_DIR. */
  readonly configuration: string;
  readonly workers: readonly Worker[];
  readonly addWorker: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** A standalone master and two workers, processes of their own, on loopback alone. */
export async function startSpark(install: SparkInstall): Promise<SparkCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'spark-'));
  await writeFile(join(folder, 'spark-defaults.conf'), defaults(folder));
  const started: ChildProcess[] = [];
  const launch = (...args: readonly string[]): ChildProcess => {
    const child = spawn(join(install.home, 'bin', 'spark-class'), args, {
      cwd: folder,
      detached: true,
      stdio: 'ignore',
      env: sparkEnvironment(install),
    });
    started.push(child);
    return child;
  };
  const [port, web] = [await freePort(), await freePort()];
  launch(`${deploy}.master.Master`, ...at(port, web));
  const server = `spark://127.0.0.1:${port}`;
  const workers: Worker[] = [];
  const addWorker = async (): Promise<void> => {
    const own = await freePort();
    const before = await alive(web).catch(() => 0);
    const child = launch(
      `${deploy}.worker.Worker`,
      ...at(await freePort(), own),
      ...['--cores', '1', '--memory', '2g', '--work-dir', join(folder, `worker-${own}`)],
      server,
    );
    workers.push({ web: own, kill: () => endGroup(child) });
    await until('a worker', 600, async () => ((await alive(web)) > before ? true : undefined));
  };
  const stop = async (): Promise<void> => {
    for (const child of started) endGroup(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await until('the master', 600, () => alive(web));
    await addWorker();
    await addWorker();
  } catch (error) {
    await stop();
    throw error;
  }
  return { server, configuration: folder, workers, addWorker, stop };
}

/** Small data on few cores: planned once and not compiled, which would cost more than it saves; and patience. */
const defaults = (folder: string): string => `spark.local.dir ${folder}
spark.sql.shuffle.partitions 4
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.network.timeout 900s
spark.executor.memory 1g
`;

const deploy = 'org.apache.spark.deploy';
const at = (port: number, web: number): readonly string[] => [
  ...['--host', '127.0.0.1', '--port', String(port), '--webui-port', String(web)],
];

export const sparkEnvironment = ({ home, java }: SparkInstall) => ({
  ...process.env,
  SPARK_HOME: home,
  JAVA_HOME: java,
  SPARK_LOCAL_IP: '127.0.0.1',
});

async function alive(web: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${web}/json/`);
  const said: unknown = await answer.json();
  const workers = typeof said === 'object' && said !== null && 'aliveworkers' in said;
  return workers ? Number(said.aliveworkers) : 0;
}
