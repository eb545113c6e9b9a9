import { describe, expect, test } from 'vitest';
import * as whole from 'zod';
import * as z from 'zod/mini';
import { noLongerThan, noShorterThan } from './index.ts';

describe('a length from outside', () => {
  const text = z.string().check(noShorterThan(1), noLongerThan(3));
  const list = whole.array(whole.number()).check(noShorterThan(1), noLongerThan(3));
  const codes = (shape: z.core.$ZodType, value: unknown) =>
    z.safeParse(shape, value).error?.issues.map(({ code }) => code);

  test.each([
    ['a text', text, 'abc', 'abcd', ''],
    ['a list', list, [1, 2, 3], [1, 2, 3, 4], []],
  ])('%s of one to three', (_, shape, good, long, short) => {
    expect(codes(shape, good)).toBeUndefined();
    expect(codes(shape, long)).toEqual(['too_big']);
    expect(codes(shape, short)).toEqual(['too_small']);
  });

  test.each([
    ['a length that is no number', { length: { toString: 1, valueOf: 1 } }],
    ['a length of its own', { length: 2 }],
    ['nothing', null],
  ])('%s is another type, and no more is asked of it', (_, value) => {
    expect(codes(text, value)).toEqual(['invalid_type']);
    expect(codes(list, value)).toEqual(['invalid_type']);
  });
});
