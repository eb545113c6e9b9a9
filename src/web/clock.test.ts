import { describe, expect, test } from 'vitest';
import { ageOn, localInstant, localMoment } from './clock.ts';

describe('time where the visit is', () => {
  test('a Sunday evening in winter', () => {
    const now = new Date('2026-11-22T19:15:42Z');
    expect(localMoment(now, 'Europe/Stockholm')).toEqual({
      date: '2026-11-22',
      weekday: 7,
      time: '20:15',
    });
    expect(localInstant(now, 'Europe/Stockholm')).toBe('2026-11-22T20:15:42+01:00');
  });

  test('just after midnight in summer it is already the next day', () => {
    const now = new Date('2026-06-30T22:05:00Z');
    expect(localMoment(now, 'Europe/Stockholm')).toEqual({
      date: '2026-07-01',
      weekday: 3,
      time: '00:05',
    });
    expect(localInstant(now, 'Europe/Stockholm')).toBe('2026-07-01T00:05:00+02:00');
  });

  test('west of Greenwich the offset is negative', () => {
    const now = new Date('2026-01-01T02:30:00Z');
    expect(localInstant(now, 'America/St_Johns')).toBe('2025-12-31T23:00:00-03:30');
  });

  test.each([
    ['1985-11-22', 41],
    ['1985-11-23', 40],
    ['1985', undefined],
    [undefined, undefined],
  ])('born %s', (born, age) => {
    expect(ageOn(born, '2026-11-22')).toBe(age);
  });
});
