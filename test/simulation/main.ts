import { parseArgs } from 'node:util';
import { runSeeds, tellSeed } from './run.ts';
import { add, emptyTally, tableOf } from './tally.ts';

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

async function many(): Promise<void> {
  const tally = emptyTally();
  const started = performance.now();
  await runSeeds(Number(values.from), Number(values.seeds), (results) => {
    add(tally, results);
    return !(values.first && tally.violating.length > 0);
  });
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
