import { parseArgs } from 'node:util';
import { whatIsPublished } from '../content/package/published.ts';
import { packIds } from '../content/routine/content.ts';
import { type Evaluated, statesEvaluated } from './atom-set.ts';
import { differences, plannedOf } from './plan-sets.ts';
import { Remembered } from './remembered.ts';
import { wholeStates } from './whole-states.ts';

/** Whole states a routine, beside the proof of all: spread over its audiences. `--sample 1000` draws fewer. */
const { values, positionals: named } = parseArgs({
  options: { sample: { type: 'string', default: '50000' } },
  allowPositionals: true,
});
const sampled = Number(values.sample);
const seed = 20_261_122;

function compare(id: string): readonly string[] {
  const started = performance.now();
  const used = process.cpuUsage();
  const planned = plannedOf(whatIsPublished(id));
  const evaluated: Evaluated = new Map();
  const inSets = planned.flatMap((each) => differences(each, evaluated));
  const each = Math.ceil(sampled / planned.length);
  const remembered = new Remembered();
  const inSample = planned.flatMap((one) => wholeStates(one, each, seed, remembered));
  const found = [...inSets, ...inSample];
  const seconds = Math.round((performance.now() - started) / 1000);
  const cpu = Math.round(process.cpuUsage(used).user / 1_000_000);
  process.stdout.write(
    `${id}: ${planned.length} plans, ${evaluated.size} expressions asked in ${statesEvaluated(evaluated)} states: every state; ${each * planned.length} whole states drawn, ${remembered.asked} whole expressions asked; ${found.length} differences, ${seconds} s (${cpu} s of one core)\n`,
  );
  return found;
}

const found = (named.length > 0 ? named : packIds).flatMap(compare);
for (const each of found.slice(0, 20)) process.stderr.write(`${each}\n`);
process.exitCode = found.length === 0 ? 0 : 1;
