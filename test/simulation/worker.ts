import * as z from 'zod';
import { runSeeds } from './run.ts';
import { add, emptyTally } from './tally.ts';

const asked = z.strictObject({ from: z.number(), count: z.number() });

process.on('message', async (message: unknown) => {
  const { from, count } = asked.parse(message);
  const tally = emptyTally();
  await runSeeds(from, count, (results) => {
    add(tally, results);
    return true;
  });
  process.send?.(tally);
});
