import { describe, expect, test } from 'vitest';
import { followUp } from '../../test/simulation/follow-up.ts';
import { updateTask } from './index.ts';

const seeds = 1_500;

async function run(update: typeof updateTask) {
  const runs = Array.from({ length: seeds }, (_, seed) => followUp(seed, update));
  const done = await Promise.all(runs);
  return { wrong: done.flatMap(({ wrong }) => wrong), ends: done.flatMap(({ ends }) => ends) };
}

describe('two people follow up one referral, and the line fails them', () => {
  test('nobody writes over what she has not read, and what is said is true', async () => {
    const { wrong, ends } = await run(updateTask);
    expect(wrong).toEqual([]);
    for (const each of ['ok', 'conflict', 'failed']) {
      expect(ends.filter((end) => end === each).length).toBeGreaterThan(100);
    }
  });

  test('it would tell if the version were not asked for', async () => {
    const careless: typeof updateTask = (transport, task) =>
      updateTask(({ ifMatch: _, ...request }) => transport(request), task);
    expect((await run(careless)).wrong.join('\n')).toContain('wrote over what she had not read');
  });

  test('it would tell if a lost answer were taken for a yes', async () => {
    const trusting: typeof updateTask = async (transport, task) => {
      const end = await updateTask(transport, task);
      return end.state === 'failed' && end.why === 'unknown' ? { state: 'ok' } : end;
    };
    expect((await run(trusting)).wrong.join('\n')).toContain('it never stood there');
  });
});
