import { expect, test } from 'vitest';
import type { Pack } from './pack.ts';
import { validity } from './validity.ts';

const pack = { validFrom: '2026-01-01', validTo: '2026-12-31', reviewBy: '2026-06-30' } as Pack;

test.each([
  ['2025-12-31', ['not-yet-valid']],
  ['2026-01-01', []],
  ['2026-06-30', []],
  ['2026-07-01', ['review-overdue']],
  ['2026-12-31', ['review-overdue']],
  ['2027-01-01', ['no-longer-valid', 'review-overdue']],
])('on %s a pack is refused because of %j', (today, codes) => {
  expect(validity(pack, today).map(({ code }) => code)).toEqual(codes);
});
