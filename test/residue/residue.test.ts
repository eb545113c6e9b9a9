import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { walkedAlways } from './journeys.ts';
import { type Round, walkAndCrash, walkAndQuit } from './round.ts';
import { openWard, type Ward } from './ward.ts';

const patience = { beforeEnding: 3_500, afterRestore: 3_000 };

describe('what is left in the browser when she has gone', { timeout: 600_000 }, () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await openWard();
  });
  afterAll(() => ward.close());

  const nothingIn = (round: Round): void => {
    for (const { finds, canaries, files, megabytes } of round.endings) {
      expect(finds).toEqual([]);
      expect(canaries).toBeGreaterThan(10);
      expect(files).toBeGreaterThan(50);
      expect(megabytes).toBeGreaterThan(1);
    }
  };

  for (const journey of walkedAlways) {
    test.concurrent(`${journey.name}: nothing after she closed the window`, async () => {
      nothingIn(await walkAndQuit(ward, journey, patience));
    });

    test.concurrent(`${journey.name}: nothing after the power went, nor when it came back`, async () => {
      const round = await walkAndCrash(ward, journey, patience);
      expect(round.endings.map(({ ending }) => ending)).toEqual(['kill', 'crash and restore']);
      expect(round.endings[1]?.broughtBack).toContain(`${ward.appUrl}/launch/app.html`);
      nothingIn(round);
    });
  }
});
