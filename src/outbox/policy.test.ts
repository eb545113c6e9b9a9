import { describe, expect, test } from 'vitest';
import { delayBefore, isPassing, policy, verdictOf } from './policy.ts';

describe('what an answer means for the next try', () => {
  test.each([
    [199, 'rejected'],
    [200, 'done'],
    [201, 'done'],
    [299, 'done'],
    [300, 'rejected'],
    [304, 'rejected'],
    [400, 'rejected'],
    [401, 'signed-out'],
    [403, 'forbidden'],
    [404, 'rejected'],
    [408, 'again'],
    [409, 'look'],
    [410, 'rejected'],
    [412, 'look'],
    [422, 'rejected'],
    [425, 'again'],
    [429, 'again'],
    [499, 'rejected'],
    [500, 'look'],
    [501, 'rejected'],
    [502, 'again'],
    [503, 'again'],
    [504, 'again'],
    [505, 'look'],
    [Number.NaN, 'rejected'],
  ])('%s: %s', (status, verdict) => {
    expect(verdictOf(status)).toBe(verdict);
    expect(isPassing(status)).toBe(['again', 'look', 'signed-out'].includes(verdict));
  });
});

describe('how long is waited', () => {
  test.each([
    [1, 0, 500],
    [1, 1, 1_000],
    [2, 0, 1_000],
    [2, 1, 2_000],
    [4, 0.5, 6_000],
    [5, 0, 6_000],
    [5, 1, 12_000],
    [40, 1, 12_000],
  ])('before try %s, at chance %s: %s ms', (attempt, random, ms) => {
    expect(delayBefore(attempt, random)).toBe(ms);
  });

  test.each([
    [0, 1_000],
    [1, 1_000],
    [7, 7_000],
    [40, 40_000],
    [86_400, 40_000],
  ])('as long as the server asks for (%s s), within bounds: %s ms', (retryAfter, ms) => {
    expect(delayBefore(1, 0, { retryAfter })).toBe(ms);
  });

  test('a wish that makes no sense is passed over', () => {
    expect(delayBefore(1, 0, { retryAfter: -5 })).toBe(500);
  });

  test('shorter where only an index is waited for', () => {
    expect(delayBefore(40, 1, { answered: true })).toBe(policy.longestIndexDelayMs);
  });
});
