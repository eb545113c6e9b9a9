import { describe, expect, test } from 'vitest';
import { type Caught, foundAlone, hunt, plantedBugs } from '../../test/simulation/planted.ts';
import { runSeeds } from '../../test/simulation/run.ts';
import { runWide } from '../../test/simulation/run-wide.ts';
import type { Result } from '../../test/simulation/world.ts';

const hashesOf = async (from: number, count: number): Promise<readonly string[]> => {
  const all: Result[] = [];
  await runSeeds(from, count, (results) => {
    all.push(...results);
    return true;
  });
  return all.map(({ hash }) => hash);
};

describe('the write path in a simulated world', () => {
  test('a hundred thousand visits: nothing lost, nothing twice, nobody else', async () => {
    const tally = await runWide(0, 100_000, 2);
    expect(tally.seeds).toBe(100_000);
    expect(tally.violating.map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
    expect(tally.models.size).toBe(7);
    const numbers = new Set([...tally.faults.keys()].map((each) => each.split(' ')[0]));
    expect(numbers.size).toBe(28);
    expect(tally.ends.get('saved')).toBeGreaterThan(60_000);
  }, 900_000);

  test('the same seed is the same world, whoever runs beside it', async () => {
    const together = await hashesOf(0, 1_000);
    expect(new Set(together).size).toBe(1_000);
    expect(await hashesOf(0, 1_000)).toEqual(together);
    expect(await hashesOf(437, 3)).toEqual(together.slice(437, 440));
  }, 60_000);

  test('there are bugs enough to look for', () => {
    expect(plantedBugs.length).toBeGreaterThanOrEqual(12);
  });

  const caught: Caught[] = [];

  test.each(plantedBugs)(
    'would tell if $name',
    async (bug) => {
      const found = await hunt(bug, 2_000);
      expect(found?.first).toMatch(/^seed \d+: I[1-7] /);
      if (found) caught.push(found);
    },
    240_000,
  );

  test('needs every invariant: each finds a bug that no other finds', () => {
    expect([...foundAlone(caught)].toSorted()).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7']);
  });
});
