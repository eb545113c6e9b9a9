import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed, corrected, statuses, written } from './cases/changing.ts';
import type { ModelServer } from './cases/model-server.ts';
import { standing } from './cases/sending.ts';

const ways = ['transaction', 'singles'] as const;

/** The same server, whose exchanges the scheduler lets through in an order of its own. */
const through = (server: ModelServer, scheduler: fc.Scheduler): ModelServer => ({
  ...server,
  transport: scheduler.scheduleFunction(server.transport),
});

/** What the two windows say in the end, and what then stands. */
async function both(way: (typeof ways)[number], scheduler: fc.Scheduler) {
  const world = await written();
  const shared = { ...world, server: through(world.server, scheduler) };
  const wanted = corrected('#question.first');
  const [amended, voided] = await scheduler.waitFor(
    Promise.all([changed(shared, { way, wanted }), changed(shared, { way })]),
  );
  const counting = standing(world.server);
  return { ends: [amended.final, voided.final], counting, said: statuses(world.server.stored()) };
}

describe('one window amends while another takes back', () => {
  test('in one transaction: one of them is done whole, and the other is told so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { ends, counting, said } = await both('transaction', scheduler);
        const [amended, voided] = ends;
        const done = amended?.state === 'saved' ? amended : voided;
        expect(done?.state).toBe('saved');
        expect(ends.find((each) => each !== done)).toMatchObject({
          state: 'conflict',
          why: 'different',
        });
        expect(counting.length).toBe(done === amended ? 2 : 0);
        if (done === amended) expect(said[0]).toBe('QuestionnaireResponse amended');
      }),
    );
  });

  test('one by one: never are both told that it is done, nor is anybody told nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { ends, counting } = await both('singles', scheduler);
        const [amended, voided] = ends;
        expect(ends.filter(({ state }) => state === 'saved').length).toBeLessThanOrEqual(1);
        expect(ends.map(({ state }) => state)).toContain('conflict');
        if (voided?.state === 'saved') expect(counting).toEqual([]);
        if (amended?.state === 'saved') expect(counting).toContain('QuestionnaireResponse/1');
      }),
    );
  });
});
