import { describe, expect, test } from 'vitest';
import { changed, corrected, statuses, written } from './cases/changing.ts';
import { parcel } from './cases/parcel.ts';

const ways = ['transaction', 'singles'] as const;

describe.each(ways)('an answer that is changed and changed back (%s)', (way) => {
  test('what follows from it stands again, and nothing is made twice', async () => {
    const world = await written();
    const without = await changed(world, { way, wanted: corrected('#question.first') });
    expect(statuses(without.stored)).toContain('Observation entered-in-error');
    const base = without.final.state === 'saved' ? without.final.resources : [];
    const back = await changed({ ...world, base }, { way, wanted: parcel.bundle });
    expect(back.final.state).toBe('saved');
    expect(statuses(back.stored)).toEqual([
      'QuestionnaireResponse amended',
      'Observation final',
      'Observation amended',
    ]);
  });
});
