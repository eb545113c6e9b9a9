import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test('a clinic cannot be named so that a spreadsheet runs it', () => {
  for (const name of ['=1+1', '+46', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1']) {
    expect(csv([[name]]).replace(/^"/, '')).toMatch(/^'/);
  }
});

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csv([['a,b', 'say "hi"', 'x\ny']])).toBe('"a,b","say ""hi""","x\ny"\r\n');
});

test('no cell of any text begins as a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(csv([[text]])).not.toMatch(/^"?\s*[=+\-@]/);
    }),
  );
});
