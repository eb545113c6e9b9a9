import { setImmediate } from 'node:timers/promises';
import { type Result, type World, worldOf } from './world.ts';

// Few enough that what they hold stays near the processor: 200 are a tenth slower.
const together = 50;
// A lost answer is an error object, and there are millions: none of them needs to know where it came from.
Error.stackTraceLimit = 0;

/**
 * Many worlds side by side, one event each in turn: a turn of the event loop drains the microtasks of all of them,
 * and no world can tell that there are others.
 */
async function runBatch(seeds: readonly number[]): Promise<readonly Result[]> {
  const worlds = seeds.map((seed): { readonly world: World; going: boolean } => ({
    world: worldOf(seed),
    going: true,
  }));
  let going = worlds;
  while (going.length > 0) {
    for (const each of going) each.going = each.world.step();
    going = going.filter((each) => each.going);
    await setImmediate();
  }
  return worlds.map(({ world }) => world.result());
}

/** Runs `count` seeds from `from` on. `onResults` may answer false to stop. */
export async function runSeeds(
  from: number,
  count: number,
  onResults: (results: readonly Result[]) => boolean,
): Promise<void> {
  for (let at = from; at < from + count; at += together) {
    const size = Math.min(together, from + count - at);
    const seeds = Array.from({ length: size }, (_, index) => at + index);
    if (!onResults(await runBatch(seeds))) return;
  }
}

/** One seed, telling all that happens. */
export async function tellSeed(seed: number, tell: (line: string) => void): Promise<Result> {
  const world = worldOf(seed, tell);
  while (world.step()) await setImmediate();
  return world.result();
}
