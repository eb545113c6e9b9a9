import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { and, atLeast, type Diagram, emptyStore, given, not, or, where } from './diagram.ts';
import { cheapest, countStates } from './states.ts';

const sizes = [2, 3, 2, 4];
const store = emptyStore(sizes);
const total = 48n;

const set: fc.Arbitrary<Diagram> = fc.letrec<{ set: Diagram }>((tie) => ({
  set: fc.oneof(
    { maxDepth: 4 },
    fc
      .tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }))
      .map(([level, chosen]) => where(store, level, (value) => value === chosen)),
    fc.tuple(tie('set'), tie('set')).map(([a, b]) => and(store, a, b)),
    fc.tuple(tie('set'), tie('set')).map(([a, b]) => or(store, a, b)),
    tie('set').map((a) => not(store, a)),
  ),
})).set;

describe('sets of states, however they are built', () => {
  test('and what is outside are all, and share none', () => {
    fc.assert(
      fc.property(set, (a) => {
        expect(countStates(store, a) + countStates(store, not(store, a))).toBe(total);
        expect(not(store, not(store, a))).toBe(a);
      }),
    );
  });

  test('count what two have together once', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const [both, either] = [and(store, a, b), or(store, a, b)].map((s) =>
          countStates(store, s),
        );
        expect((both ?? 0n) + (either ?? 0n)).toBe(countStates(store, a) + countStates(store, b));
        expect(and(store, a, b)).toBe(and(store, b, a));
      }),
    );
  });

  test('at least one is any, at least all is each', () => {
    fc.assert(
      fc.property(set, set, set, (a, b, c) => {
        expect(atLeast(store, 1, [a, b, c])).toBe(or(store, or(store, a, b), c));
        expect(atLeast(store, 3, [a, b, c])).toBe(and(store, and(store, a, b), c));
      }),
    );
  });

  test('had an answer been another: the parts put together are the whole', () => {
    fc.assert(
      fc.property(set, fc.nat({ max: 3 }), (a, level) => {
        const parts = Array.from({ length: sizes[level] ?? 0 }, (_, value) =>
          and(
            store,
            where(store, level, (each) => each === value),
            given(store, a, level, value),
          ),
        );
        expect(parts.reduce((sum, part) => or(store, sum, part))).toBe(a);
      }),
    );
  });

  test('have an example when they have any state, and it is of the set', () => {
    const costs = sizes.map((size) => Array.from({ length: size }, (_, value) => value));
    fc.assert(
      fc.property(set, (a) => {
        const state = cheapest(store, a, costs);
        expect(state === undefined).toBe(countStates(store, a) === 0n);
        const alone = state?.map((chosen, level) =>
          where(store, level, (value) => value === chosen),
        );
        const one = alone?.reduce((sum, each) => and(store, sum, each));
        if (one !== undefined) expect(and(store, a, one)).toBe(one);
      }),
    );
  });
});
