import { expect, test } from 'vitest';
import { type OpeningHours, openAt } from './opening-hours.ts';

const office: OpeningHours = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '16:30' }];
const night: OpeningHours = [{ days: [7], from: '20:00', to: '02:00' }];

test.each([
  ['a line that is always open', 'always' as const, 7, '03:00', true],
  ['hours that nobody knows', undefined, 3, '12:00', 'unknown'],
  ['the minute it opens', office, 1, '08:00', true],
  ['the minute it closes', office, 1, '16:30', false],
  ['a Saturday', office, 6, '12:00', false],
  ['late on the day a night begins', night, 7, '23:59', true],
  ['early on the Monday after it', night, 1, '01:59', true],
  ['the minute the night ends', night, 1, '02:00', false],
  ['the night before it begins', night, 7, '01:00', false],
])('%s', (_, hours, weekday, time, open) => {
  expect(openAt(hours, { date: '2026-11-22', weekday, time })).toBe(open);
});
