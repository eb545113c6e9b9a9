import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween } from './days.ts';
import { monthsLater } from './months.ts';

const day = fc
  .date({
    min: new Date('1999-01-01T00:00:00Z'),
    max: new Date('2101-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));
const months = fc.integer({ min: 0, max: 60 });

/** As src/coverage/measure/measure.sql counts: whole months times a hundred, and the day of the month. */
const monthIndex = (each: string): number =>
  (Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7))) * 100 + Number(each.slice(8, 10));

describe('so many calendar months later', () => {
  test.each([
    ['2026-01-31', 1, '2026-03-01'],
    ['2024-01-31', 1, '2024-03-01'],
    ['2024-01-29', 1, '2024-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-30', 1, '2026-12-30'],
    ['2024-02-29', 12, '2025-03-01'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-12-31', 2, '2027-03-01'],
    ['2026-11-22', 12, '2027-11-22'],
  ])('%s and %i months is %s', (from, count, to) => {
    expect(monthsLater(from, count)).toBe(to);
  });

  test('is over on the very day that the count of coverage says so', () => {
    fc.assert(
      fc.property(day, day, months, (from, today, count) => {
        const over = monthIndex(from) <= monthIndex(today) - count * 100;
        return over === monthsLater(from, count) <= today;
      }),
      { numRuns: 2000 },
    );
  });

  test('is never earlier for a later day, and is a day that exists', () => {
    fc.assert(
      fc.property(day, day, months, (a, b, count) => {
        const [first, later] = a < b ? [a, b] : [b, a];
        const found = monthsLater(first, count);
        const isDay = new Date(`${found}T00:00:00Z`).toISOString().startsWith(found);
        return (
          isDay && found <= monthsLater(later, count) && daysBetween(first, found) >= count * 28
        );
      }),
      { numRuns: 2000 },
    );
  });
});
