import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { openDuck, usualMemory } from '../../src/coverage/engine/duckdb.ts';
import { exportedTypes } from '../../src/coverage/export/bulk-options.ts';
import { measure } from '../../src/coverage/measure/run.ts';
import { stage } from '../../src/coverage/staging/stage.ts';
import { type TableName, tableNames } from '../../src/coverage/staging/table.ts';
import { orebro, period } from '../coverage/orebro.ts';
import { handWritten } from './coverage-hand-written.ts';

/**
 * One step of the bench in a process of its own, so that its memory is its own:
 * `coverage-step.ts STEP EXPORT PLACE`. Prints seconds, processor seconds and the most memory, as JSON.
 */
const [step = '', from = '', place = ''] = process.argv.slice(2);

const files = exportedTypes.map((type) => join(from, `${type}.ndjson`));
const pack = orebro();
const key = 'k'.repeat(32);

const duck = () =>
  openDuck({ directories: [from, place], temporary: join(place, 'spill'), memory: usualMemory });

/** `wc -l` in our own words: every byte seen once, nothing understood. */
async function bytes(): Promise<void> {
  let lines = 0;
  for (const file of files) {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    }
  }
  if (lines === 0) throw new Error('nothing was read');
}

async function parse(): Promise<void> {
  let seen = 0;
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file) })) {
      if (JSON.parse(line).resourceType !== undefined) seen += 1;
    }
  }
  if (seen === 0) throw new Error('nothing was read');
}

async function counted(): Promise<void> {
  const tables = Object.fromEntries(
    tableNames.map((table) => [table, join(place, `${table}.parquet`)]),
  ) as Record<TableName, string>;
  const open = await duck();
  const { figures } = await measure({ tables }, open, pack, period);
  open.close();
  const truth = JSON.parse(readFileSync(join(from, 'truth.json'), 'utf8'));
  if (!isDeepStrictEqual(figures, truth.figures)) throw new Error('the figures are not the truth');
}

async function byHand(pseudonyms: string | undefined): Promise<void> {
  const open = await duck();
  await handWritten(open, from, place, pseudonyms);
  open.close();
}

const steps: Readonly<Record<string, () => Promise<void>>> = {
  bytes,
  parse,
  hand: () => byHand(key),
  named: () => byHand(undefined),
  flatten: async () => {
    const open = await duck();
    await stage({ from, place, duck: open, pack, key });
    open.close();
  },
  measure: counted,
};

const [before, at] = [process.cpuUsage(), performance.now()];
await steps[step]?.();
const seconds = (performance.now() - at) / 1000;
const { user, system } = process.cpuUsage(before);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ seconds, cpu: (user + system) / 1e6, megabytes })}\n`);
