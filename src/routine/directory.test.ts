import { expect, test } from 'vitest';
import { daysBetween } from './days.ts';
import { servicesFor, slots } from './directory.ts';
import type { Pack } from './pack.ts';
import type { Service } from './service.ts';

const text = { sv: 'x', en: 'x' };
const line = (id: string, rest: Partial<Service>): Service => ({
  id,
  roles: ['support'],
  name: text,
  audience: text,
  ...rest,
});

const directory = {
  services: [
    line('fresh', { phone: '1', hours: 'always', verifiedOn: '2026-08-24' }),
    line('old', { phone: '2', verifiedOn: '2026-08-23' }),
    line('undated', { phone: '3' }),
    line('slot', {}),
    line('emptied', { phone: '' }),
    line('here', { phone: '4', municipalities: ['1880'] }),
    line('other-role', { phone: '5', roles: ['police'] }),
  ],
} as unknown as Pack;
const at = { date: '2026-11-22', weekday: 7, time: '03:00' };

test('a nurse meets no slot, and a local service only where the patient says', () => {
  const idsFor = (municipality?: string) =>
    servicesFor(directory, ['support'], { at, ...(municipality && { municipality }) }).map(
      ({ service }) => service.id,
    );
  expect(idsFor()).toEqual(['fresh', 'old', 'undated']);
  expect(idsFor('1880')).toEqual(['fresh', 'old', 'undated', 'here']);
  expect(idsFor('1881')).toEqual(['fresh', 'old', 'undated']);
});

test('evidence is stale from the ninety-first day, and always when its day is not known', () => {
  const listed = servicesFor(directory, ['support'], { at });
  expect(listed.map(({ evidenceAgeDays, stale, open }) => [evidenceAgeDays, stale, open])).toEqual([
    [90, false, true],
    [91, true, 'unknown'],
    [undefined, true, 'unknown'],
  ]);
});

test('the region is told what it has still to fill in', () => {
  expect(slots(directory).map(({ id }) => id)).toEqual(['slot', 'emptied']);
});

test.each([
  ['2026-11-22', '2026-11-22', 0],
  ['2024-02-28', '2024-03-01', 2],
  ['2023-02-28', '2023-03-01', 1],
  ['2025-12-31', '2026-01-01', 1],
  ['2000-01-01', '2026-11-22', 9822],
  ['2026-11-22', '2026-11-21', -1],
])('from %s to %s is %i days', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});
