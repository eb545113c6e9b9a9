import { expect, test } from 'vitest';
import { lix } from './readable.ts';

test('the measure tells a heavy sentence from a light one', () => {
  expect(lix('Vi pratar nu. Du väljer.')).toBeLessThan(10);
  expect(
    lix('Verksamhetens sekretessbestämmelser begränsar möjligheterna till informationsutlämnande.'),
  ).toBeGreaterThan(60);
  expect(lix('')).toBe(0);
});
