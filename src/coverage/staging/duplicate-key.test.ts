import fc from 'fast-check';
import { expect, test } from 'vitest';
import { duplicateKey } from './duplicate-key.ts';

test('a key given twice is found, however it is written and however deep', () => {
  expect(duplicateKey('{"a":1,"a":2}')).toBe('a');
  expect(duplicateKey('{"a":1,"\\u0061":2}')).toBe('a');
  expect(duplicateKey('{"x":[{"b":{}},{"b":1,"c":"\\"b\\":","b":2}]}')).toBe('b');
});

test('the same key in two objects, or as a value, is no duplicate', () => {
  expect(duplicateKey('[{"a":"a"},{"a":["a","a"]}]')).toBeUndefined();
});

test('what JSON.stringify writes never has one', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(duplicateKey(JSON.stringify(value))).toBeUndefined();
    }),
  );
});

test('a hundred thousand nested lists do not break it', () => {
  expect(duplicateKey('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined();
});
