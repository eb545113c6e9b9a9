import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber, writeNumber } from './number.ts';

describe('a number is read as people write it', () => {
  test.each([
    ['12', 12],
    ['1 200', 1200],
    ['2,5', 2.5],
    ['2.5', 2.5],
    ['−3', -3],
    ['٣٫٥', 3.5],
    ['۱۲', 12],
  ])('%s', (written, number) => {
    expect(readNumber(written, 'decimal')).toBe(number);
  });

  test.each(['tolv', '1,2,3', '1e5', '0x10', '--1', '.'])('%s is no number', (written) => {
    expect(readNumber(written, 'decimal')).toBeUndefined();
  });

  test('half of one is no whole number', () => {
    expect(readNumber('0,5', 'integer')).toBeUndefined();
  });

  test('what is written is read back the same, in every language', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.constantFrom('sv', 'en', 'ar', 'fa', 'fi', 'uk'),
        (thousandths, language) => {
          const number = thousandths / 1000;
          expect(readNumber(writeNumber(number, language), 'decimal')).toBe(number);
        },
      ),
    );
  });
});
