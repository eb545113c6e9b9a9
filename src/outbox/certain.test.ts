import { describe, expect, test } from 'vitest';
import { changed, corrected, written } from './cases/changing.ts';
import type { Fault } from './cases/model-server.ts';

const ways = ['transaction', 'singles'] as const;
const gone = [401, 403, 404, 'signed-out'] as const satisfies readonly Fault[];

/** Nothing said about this try: as many exchanges go well as a whole change takes. */
const well = (count: number): readonly Fault[] => Array.from({ length: count }, () => 'none');

async function exchanges(way: (typeof ways)[number]): Promise<number> {
  const world = await written();
  await changed(world, { way, wanted: corrected('#question.first') });
  return world.server.requests.length;
}

describe.each(ways)('a change that is cut short (%s)', (way) => {
  test.each(gone)(
    'by %s, at any of its requests: certainly not saved only while all stands as before',
    async (fault) => {
      const whole = await exchanges(way);
      for (let at = 0; at < whole; at += 1) {
        const world = await written([...well(at), ...Array.from({ length: 60 }, () => fault)]);
        const before = JSON.stringify(world.server.stored());
        const { final } = await changed(world, { way, wanted: corrected('#question.first') });
        const touched = JSON.stringify(world.server.stored()) !== before;
        const certain = final.state === 'not-saved' && final.certain && final.why !== 'partly';
        expect({ at, certain: certain && touched }).toEqual({ at, certain: false });
      }
    },
  );
});
