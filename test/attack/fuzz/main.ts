/** Random input for every parser: `npm run fuzz -- --inputs 1000000 --seed 1`; `--target NAME --input N` shows one. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { inputAt } from './fuzz.ts';
import { targets } from './targets.ts';
import { fuzzWatched } from './watched.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { inputs: text, seed: text, target: text, input: text } });
const seed = Number(values.seed ?? 1);
const inputs = Number(values.inputs ?? 1_000_000);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const chosen = targets.filter(({ name }) => (values.target ?? name) === name);
const [only] = chosen;
if (values.input !== undefined && only !== undefined) {
  say(JSON.stringify(inputAt(only, seed, Number(values.input)), undefined, 1));
  process.exit();
}
const processes = Math.min(chosen.length, availableParallelism());
const began = performance.now();
const done = await fuzzWatched(chosen, { seed, inputs, processes });
const seconds = (performance.now() - began) / 1000;
say('| parser | inputs | taken | crashes, hangs, pollution | trace |');
say('|---|---:|---:|---:|---|');
for (const { target, inputs: given, accepted, crashes, trace } of done) {
  say(`| ${target} | ${given} | ${accepted} | ${crashes.length} | ${trace} |`);
}
const total = done.reduce((sum, each) => sum + each.inputs, 0);
const crashes = done.flatMap((each) => each.crashes);
say(`| all, seed ${seed}, ${seconds.toFixed(0)} s | ${total} | | ${crashes.length} | |`);
for (const { target, input, error } of crashes.slice(0, 50)) say(`${target} ${input}: ${error}`);
process.exitCode = crashes.length === 0 ? 0 : 1;
