import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sumOf, type Tally } from './tally.ts';

const chunk = 12_500;
const worker = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** A worker that ends without a word is no worker without violations. */
async function endOf(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'close');
  throw new Error(`a worker ended with ${code} before it had told anything`);
}

async function runChunk(from: number, count: number): Promise<Tally> {
  const child = fork(worker, [String(from), String(count)], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  const [tally] = (await Promise.race([once(child, 'message'), endOf(child)])) as [Tally];
  return tally;
}

/** The same seeds and the same sum, over as many processes as asked for. */
export async function runWide(from: number, seeds: number, processes: number): Promise<Tally> {
  const starts = Array.from({ length: Math.ceil(seeds / chunk) }, (_, at) => from + at * chunk);
  const done = new Map<number, Tally>();
  const waiting = [...starts];
  const work = async (): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      done.set(at, await runChunk(at, Math.min(chunk, from + seeds - at)));
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return sumOf(starts.flatMap((at) => done.get(at) ?? []));
}
