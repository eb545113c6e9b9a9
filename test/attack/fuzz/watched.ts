import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Figures, sharesOf, type Target } from './fuzz.ts';

/** What a process is to do. */
export type Order = {
  readonly names: readonly string[];
  readonly seed: number;
  readonly inputs: readonly number[];
};

/** What it says on the way: how far it has come, and what it found. */
export type Word = { readonly target: string; readonly at: number } | { readonly figures: Figures };

/** Far longer than fifty inputs need on the slowest machine. Counted in beats: a machine that is put to sleep has none. */
const beatMs = 10_000;
const longestBeats = 9;
const worker = fileURLToPath(new URL('worker.ts', import.meta.url));

/** A parser that never comes back does not stop the run: its process is ended, and the place is told. */
function run(order: Order): Promise<readonly Figures[]> {
  const done: Figures[] = [];
  const child = fork(worker, [], { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  return new Promise((resolve, reject) => {
    let place = { target: '', at: 0 };
    let silentBeats = 0;
    const hung = (): void => {
      const seconds = (beatMs * longestBeats) / 1000;
      const error = `did not come back within ${seconds} s after input ${place.at}`;
      const crash = { target: place.target, input: place.at, error };
      done.push({
        target: place.target,
        inputs: place.at,
        accepted: 0,
        crashes: [crash],
        trace: '',
      });
      child.kill('SIGKILL');
    };
    const pulse = setInterval(() => {
      silentBeats += 1;
      if (silentBeats === longestBeats) hung();
    }, beatMs);
    child.on('message', (word: Word) => {
      silentBeats = 0;
      if ('figures' in word) done.push(word.figures);
      else place = word;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(pulse);
      if (code === 0 || code === null) resolve(done);
      else reject(new Error(`the fuzz ended with ${code} at ${place.target} ${place.at}`));
    });
    child.send(order);
  });
}

type Size = { readonly seed: number; readonly inputs: number; readonly processes: number };

/** The targets in as many processes as asked for, each with its share of the inputs. */
export async function fuzzWatched(
  targets: readonly Target[],
  { seed, inputs, processes }: Size,
): Promise<readonly Figures[]> {
  const shares = sharesOf(targets, inputs);
  const names = targets.map(({ name }) => name);
  const runs = Array.from({ length: processes }, (_each, number) => {
    const own = names.filter((_name, index) => index % processes === number);
    return run({ names: own, seed, inputs: own.map((name) => shares.get(name) ?? 0) });
  });
  const done = (await Promise.all(runs)).flat();
  return names.flatMap((name) => done.filter(({ target }) => target === name));
}
