import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const folder = new URL('./hapi/', import.meta.url).pathname;
const run = promisify(execFile);

export type Hapi = {
  /** The FHIR base. */
  readonly base: string;
  readonly stop: () => Promise<void>;
};

/** Why there is no server here. */
export type Skipped = { readonly skipped: string };

/** The major version of a `java -version` or `mvn -version`; undefined when there is no such program. */
async function versionOf(program: string, pattern: RegExp): Promise<number | undefined> {
  const said = await run(program, ['-version']).catch(() => undefined);
  return Number(pattern.exec(`${said?.stderr}${said?.stdout}`)?.[1] ?? Number.NaN) || undefined;
}

async function missing(): Promise<string | undefined> {
  const java = await versionOf('java', /version "(\d+)/);
  if (java === undefined) return 'there is no java on the path (17 or later is needed)';
  if (java < 17) return `java is version ${java} (17 or later is needed)`;
  const maven = await versionOf('mvn', /Maven (\d+)/);
  return maven === undefined ? 'there is no mvn on the path (Maven 3.6 or later)' : undefined;
}

/** Fetches what the server is made of and compiles it; the first time takes minutes and 300 MB. */
async function make(): Promise<string | undefined> {
  const goals = ['-B', '-q', 'compile', 'dependency:build-classpath'];
  try {
    await run('mvn', goals, { cwd: folder, maxBuffer: 1 << 26 });
    return undefined;
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    const unreached = /^.*(?:Could not (?:transfer|resolve|find)|Unknown host).*$/m.exec(said)?.[0];
    if (unreached === undefined) throw error;
    return `Maven could not fetch the server: ${unreached.slice(0, 300)}`;
  }
}

/**
 * Starts a HAPI FHIR server of its own: R4, a database in memory, a free port of this machine only. `onWait` is told
 * what takes time.
 */
export async function startHapi(onWait: (what: string) => void): Promise<Hapi | Skipped> {
  const lacking = await missing();
  if (lacking) return { skipped: lacking };
  onWait('Maven fetches and compiles the server');
  const unmade = await make();
  if (unmade) return { skipped: unmade };
  const libraries = readFileSync(join(folder, 'target/classpath'), 'utf8').trim();
  const classes = `${join(folder, 'target/classes')}:${libraries}`;
  onWait('the server starts');
  const child = spawn('java', ['-Xmx2g', '-cp', classes, 'tryggfraga.HapiServer'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const base = await new Promise<string>((ready, failed) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /^READY (\S+)$/.exec(line)?.[1];
      // Its log is left out: two windows that race are an error there, and what this is about here.
      if (found !== undefined) ready(found);
    });
    child.once('exit', () => failed(new Error('the HAPI server ended before it was ready')));
  });
  return {
    base,
    stop: async () => {
      child.kill();
      await gone;
    },
  };
}
