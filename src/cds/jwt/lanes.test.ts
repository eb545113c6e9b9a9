import { expect, test } from 'vitest';
import { lanes } from './lanes.ts';

test('two lanes: never three at once, in order, and a failure frees its lane', async () => {
  const run = lanes(2);
  const order: number[] = [];
  let [now, most] = [0, 0];
  const work = (n: number) => async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 1));
    now -= 1;
    order.push(n);
    if (n === 1) throw new Error('no');
    return n;
  };
  const done = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((n) => run(work(n))));
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  expect(done.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});
