import { expect, test } from 'vitest';
import { runSeeds } from '../../test/simulation/run.ts';
import { add, emptyTally, told } from '../../test/simulation/tally.ts';

/** The first of the hundred thousand: quick enough to be asked again after every small change (`npm run mutants`). */
test('in four hundred simulated visits nothing is lost, nothing twice, nobody else', async () => {
  const tally = emptyTally();
  await runSeeds(0, 400, (results) => {
    add(tally, results);
    return true;
  });
  expect(tally.violating.map(told)).toEqual([]);
  expect(tally.seeds).toBe(400);
  expect(tally.ends.get('saved')).toBeGreaterThan(240);
});
