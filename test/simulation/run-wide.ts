import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundled, type Change } from '../bundle.ts';
import { sumOf, type Tally } from './tally.ts';

// The trace hash is mixed chunk by chunk: another size gives another hash of the same worlds.
const chunk = 12_500;

/** A worker that ends without a word is no worker without violations. */
async function endOf(worker: ChildProcess): Promise<never> {
  const [code] = await once(worker, 'close');
  throw new Error(`a worker ended with ${code} before it had told anything`);
}

async function runChunk(
  worker: ChildProcess,
  ended: Promise<never>,
  from: number,
  count: number,
): Promise<Tally> {
  const heard = Promise.race([once(worker, 'message'), ended]);
  worker.send({ from, count });
  const [tally] = (await heard) as [Tally];
  return tally;
}

/** Every core has its worker already: threads that collect beside it would only take from the other. */
function start(bundle: string): ChildProcess {
  return fork(join(bundle, 'main.mjs'), {
    execArgv: ['--single-threaded-gc', '--max-semi-space-size=32'],
    serialization: 'advanced',
  });
}

/** The same seeds and the same sum, over as many processes as asked for; with a change of the program or as it is. */
export async function runWide(
  from: number,
  seeds: number,
  processes: number,
  change?: Change,
): Promise<Tally> {
  const starts = Array.from({ length: Math.ceil(seeds / chunk) }, (_, at) => from + at * chunk);
  const done = new Map<number, Tally>();
  const waiting = [...starts];
  const bundle = await bundled('test/simulation/worker.ts', change);
  const work = async (): Promise<void> => {
    const worker = start(bundle);
    const ended = endOf(worker);
    try {
      for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
        done.set(at, await runChunk(worker, ended, at, Math.min(chunk, from + seeds - at)));
      }
    } finally {
      worker.kill();
    }
  };
  try {
    const workers = Math.min(processes, starts.length);
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    rmSync(bundle, { recursive: true });
  }
  return sumOf(starts.flatMap((at) => done.get(at) ?? []));
}
