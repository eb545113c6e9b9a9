import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runSeeds, tellSeed } from './run.ts';
import { runWide } from './run-wide.ts';
import { add, emptyTally, type Tally, tableOf } from './tally.ts';

const { values } = parseArgs({
  options: {
    /** How many. */
    seeds: { type: 'string', default: '100000' },
    from: { type: 'string', default: '0' },
    /** One seed, with all that happens in it. */
    seed: { type: 'string' },
    /** Stop at the first that breaks an invariant. */
    first: { type: 'boolean', default: false },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function untilFirst(from: number, seeds: number): Promise<Tally> {
  const tally = emptyTally();
  await runSeeds(from, seeds, (results) => {
    add(tally, results);
    return tally.violating.length === 0;
  });
  return tally;
}

async function many(): Promise<void> {
  const started = performance.now();
  const [from, seeds] = [Number(values.from), Number(values.seeds)];
  const tally = values.first
    ? await untilFirst(from, seeds)
    : await runWide(from, seeds, availableParallelism());
  say(tableOf(tally, (performance.now() - started) / 1_000));
  if (tally.violating.length > 0) process.exitCode = 1;
}

async function one(seed: number): Promise<void> {
  const { end, hash, violations } = await tellSeed(seed, say);
  say(`${end} (${hash})`);
  for (const { invariant, what } of violations) say(`${invariant}: ${what}`);
  if (violations.length > 0) process.exitCode = 1;
}

await (values.seed === undefined ? many() : one(Number(values.seed)));
