import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { fuzz, type Target } from './fuzz.ts';
import { targets } from './targets.ts';
import { fuzzWatched } from './watched.ts';

describe('input that makes no sense, or means harm', () => {
  test('a hundred thousand inputs: no parser breaks, hangs, or changes what all objects share', {
    timeout: 600_000,
  }, async () => {
    const order = { seed: 1, inputs: 100_000, processes: Math.min(2, availableParallelism()) };
    const done = await fuzzWatched(targets, order);
    expect(done.flatMap(({ crashes }) => crashes)).toEqual([]);
    expect(done.map(({ target }) => target)).toEqual(targets.map(({ name }) => name));
    expect(done.reduce((sum, { inputs }) => sum + inputs, 0)).toBeGreaterThanOrEqual(100_000);
    // What is never taken is not tried behind its first check. An id_token here has no signature that could hold.
    const neverTaken = done.filter(({ accepted }) => accepted === 0).map(({ target }) => target);
    expect(neverTaken).toEqual(['id_token']);
  });

  test('the same seed gives the same inputs and the same outcome; another seed gives others', async () => {
    const [target] = targets.filter(({ name }) => name === 'site.json');
    if (target === undefined) throw new Error('no target');
    const once = await fuzz(target, 7, 500);
    expect(await fuzz(target, 7, 500)).toEqual(once);
    expect((await fuzz(target, 8, 500)).trace).not.toBe(once.trace);
  });

  const careless = (parse: Target['parse']): Target => ({
    name: 'careless',
    share: 1,
    seeds: [{ list: [{ name: 'a' }] }],
    parse,
  });

  test('a parser that trusts its input is found out', async () => {
    const trusting = careless((input: { list: { name: string }[] }) =>
      input.list.map((x) => x.name.length),
    );
    expect((await fuzz(trusting, 1, 500)).crashes.length).toBeGreaterThan(50);
  });

  test('a merge that walks into the prototype is found out', async () => {
    const merge = (into: object, from: object): void => {
      for (const [key, value] of Object.entries(from)) {
        const below: unknown = Reflect.get(into, key);
        const both = typeof value === 'object' && value !== null && typeof below === 'object';
        if (both && below !== null) merge(below, value);
        else Reflect.set(into, key, value);
      }
    };
    const merging = careless((input: unknown) => {
      if (typeof input === 'object' && input !== null) merge({}, input);
    });
    try {
      const { crashes } = await fuzz(merging, 1, 3000);
      expect(crashes.some(({ error }) => error.includes('Object.prototype was changed'))).toBe(
        true,
      );
    } finally {
      for (const name of Object.keys(Object.prototype))
        Reflect.deleteProperty(Object.prototype, name);
    }
  });
});
