import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localOf, timeOf, zoned } from './moment-of-browser.ts';

describe('a moment written in the browser', () => {
  test('is the same moment when it is read back', () => {
    const days = fc.date({
      min: new Date('1950-01-01T00:00:00Z'),
      max: new Date('2090-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (moment) => {
        const local = localOf(moment.toISOString()) ?? '';
        const whole = zoned(local) ?? '';
        expect(whole).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00[+-]\d\d:\d\d$/);
        expect(localOf(whole)).toBe(local);
      }),
    );
  });

  test('without a time of day is none that the control can show', () => {
    expect(localOf('2026-05')).toBeUndefined();
    expect(zoned('')).toBeUndefined();
  });

  test('has seconds, as FHIR wants', () => {
    expect(timeOf('14:30')).toBe('14:30:00');
    expect(timeOf('14:30:05')).toBe('14:30:05');
  });
});
