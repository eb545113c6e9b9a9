import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDuck } from '../../src/coverage/engine/duckdb.ts';
import { measure } from '../../src/coverage/measure/run.ts';
import { stage } from '../../src/coverage/staging/stage.ts';
import { synthesise } from '../../src/coverage/synth/synthesise.ts';
import { orebro, period } from '../coverage/orebro.ts';
import { handWritten } from './coverage-hand-written.ts';

export type Timing = {
  readonly what: string;
  readonly seconds: number;
  readonly cpu: number;
  readonly rate: string;
};

const megabyte = 1_000_000;

async function timed(
  what: string,
  rate: (seconds: number) => string,
  run: () => Promise<void>,
): Promise<Timing> {
  const [before, at] = [process.cpuUsage(), performance.now()];
  await run();
  const seconds = (performance.now() - at) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { what, seconds, cpu: (user + system) / 1e6, rate: rate(seconds) };
}

/** `wc -l` in our own words: every byte seen once, nothing understood. */
async function countLines(files: readonly string[]): Promise<void> {
  for (const file of files) {
    let lines = 0;
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    }
    if (lines === 0) throw new Error(`${file} is empty`);
  }
}

async function parseLines(files: readonly string[]): Promise<void> {
  let seen = 0;
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file) })) {
      if (JSON.parse(line).resourceType !== undefined) seen += 1;
    }
  }
  if (seen === 0) throw new Error('nothing was read');
}

/**
 * Flatten and measure beside what they must be compared with, on the same made-up export in one run. A busy machine
 * shows in seconds, less in processor seconds.
 */
export async function benchCoverage(patients: number): Promise<readonly Timing[]> {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-bench-'));
  const pack = orebro();
  try {
    const from = join(folder, 'in');
    await synthesise({ patients, seed: 1, out: from, pack, period });
    const types = [
      'Organization',
      'Patient',
      'Encounter',
      'QuestionnaireResponse',
      'Observation',
      'ServiceRequest',
      'Task',
    ];
    const files = types.map((type) => join(from, `${type}.ndjson`));
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    const byBytes = (seconds: number): string => `${Math.round(bytes / megabyte / seconds)} MB/s`;
    const byPatients = (seconds: number): string => `${Math.round(patients / seconds)} patients/s`;
    const place = mkdtempSync(join(folder, 'stage-'));
    const duck = await openDuck({
      directories: [folder],
      temporary: join(place, 't'),
      memory: '1GB',
    });
    const key = 'k'.repeat(32);
    const timings: Timing[] = [];
    timings.push(await timed('every byte once', byBytes, () => countLines(files)));
    timings.push(await timed('Node: JSON.parse line by line', byBytes, () => parseLines(files)));
    timings.push(
      await timed('hand-written SQL, same tables', byBytes, () =>
        handWritten(duck, from, place, key),
      ),
    );
    let staged: Awaited<ReturnType<typeof stage>> | undefined;
    timings.push(
      await timed('flatten: our views', byBytes, async () => {
        staged = await stage({ from, place, duck, pack, key });
      }),
    );
    timings.push(
      await timed('measure', byPatients, async () => {
        if (staged !== undefined) await measure(staged, duck, pack, period);
      }),
    );
    duck.close();
    const truth = JSON.parse(readFileSync(join(from, 'truth.json'), 'utf8'));
    if (truth.figures.length === 0) throw new Error('no truth');
    return timings;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
