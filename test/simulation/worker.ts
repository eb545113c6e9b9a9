import * as z from 'zod';
import { runSeeds } from './run.ts';
import { add, emptyTally } from './tally.ts';

const [from, count] = z.tuple([z.coerce.number(), z.coerce.number()]).parse(process.argv.slice(2));
const tally = emptyTally();
await runSeeds(from, count, (results) => {
  add(tally, results);
  return true;
});
process.send?.(tally, () => process.disconnect());
