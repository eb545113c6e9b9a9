import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft, Release, Sum } from './cell.ts';
import { suppress, suppressUnless } from './suppress.ts';

/**
 * An attacker with a pencil: tries every way the hidden counts could be filled in with whole numbers so that
 * all sums hold, and notes the smallest and largest of each. Knows nothing of how we hide.
 */
function attack(release: Release, most: number): ReadonlyMap<string, readonly [number, number]> {
  const masked = [...release.shown].filter(([, shown]) => shown === 'masked');
  const hidden = masked.map(([name]) => name);
  const found = new Map<string, [number, number]>();
  const filled = new Map<string, number>();
  const value = (name: string): number | undefined => {
    const shown = release.shown.get(name);
    return typeof shown === 'number' ? shown : filled.get(name);
  };
  const tryAll = (at: number): void => {
    const name = hidden[at];
    if (name === undefined) {
      note(filled, found);
      return;
    }
    const touching = release.sums.filter((sum) => [sum.total, ...sum.parts].includes(name));
    for (let count = 0; count <= most; count += 1) {
      filled.set(name, count);
      if (touching.every((sum) => canHold(sum, value))) tryAll(at + 1);
    }
    filled.delete(name);
  };
  tryAll(0);
  return found;
}

function note(filled: ReadonlyMap<string, number>, found: Map<string, [number, number]>): void {
  for (const [name, count] of filled) {
    const [low, high] = found.get(name) ?? [count, count];
    found.set(name, [Math.min(low, count), Math.max(high, count)]);
  }
}

function canHold({ total, parts }: Sum, value: (name: string) => number | undefined): boolean {
  const whole = value(total);
  if (whole === undefined) return true;
  const sum = parts.reduce((all, part) => all + (value(part) ?? 0), 0);
  return parts.some((part) => value(part) === undefined) ? sum <= whole : sum === whole;
}

const threshold = 3;

/** Clinics by months, asked or not, with all their margins: the shape of the real release, small. */
function draftOf(asked: readonly (readonly number[])[]): Draft {
  const counts = new Map<string, number>();
  const sums: Sum[] = [];
  const months = asked[0]?.length ?? 0;
  for (const [unit, row] of asked.entries()) {
    for (const [month, count] of row.entries()) counts.set(`${unit}/${month}`, count);
    const parts = row.map((_, month) => `${unit}/${month}`);
    counts.set(
      `${unit}/all`,
      row.reduce((sum, count) => sum + count, 0),
    );
    sums.push({ total: `${unit}/all`, parts });
  }
  for (const month of [...Array.from({ length: months }, (_, index) => String(index)), 'all']) {
    const parts = asked.map((_, unit) => `${unit}/${month}`);
    counts.set(
      `all/${month}`,
      parts.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0),
    );
    sums.push({ total: `all/${month}`, parts });
  }
  return { counts, sums, sensitive: new Map() };
}

test('whoever adds and subtracts all that is shown cannot pin a hidden count down', () => {
  const table = fc.array(fc.array(fc.nat(14), { minLength: 3, maxLength: 3 }), {
    minLength: 3,
    maxLength: 3,
  });
  fc.assert(
    fc.property(table, (asked) => {
      const release = suppress(draftOf(asked), threshold);
      const hidden = [...release.shown].filter(([, shown]) => shown === 'masked');
      fc.pre(hidden.length > 0 && hidden.length <= 7);
      const most = 27;
      for (const [name, [low, high]] of attack(release, most)) {
        expect(high - low, name).toBeGreaterThanOrEqual(threshold);
      }
    }),
    { numRuns: 25, seed: 7 },
  );
});

test('a lone small count takes at least one more of its row and column with it', () => {
  const release = suppress(
    draftOf([
      [40, 2, 30],
      [50, 60, 70],
      [20, 30, 40],
    ]),
    threshold,
  );
  expect(release.shown.get('0/1')).toBe('masked');
  expect(release.masked.primary).toBe(1);
  expect(release.masked.secondary).toBe(3);
  expect(release.shown.get('0/all')).toBe(72);
});

test('a release that hides too much is given up, one that does not is the same as ever', () => {
  const draft = draftOf([
    [40, 2, 30],
    [50, 60, 70],
    [20, 30, 40],
  ]);
  expect(suppressUnless(draft, threshold, ({ size }) => size > 3)).toBeUndefined();
  expect(suppressUnless(draft, threshold, ({ size }) => size > 4)).toEqual(
    suppress(draft, threshold),
  );
});

test('where nothing is small, nothing is hidden', () => {
  expect(
    suppress(
      draftOf([
        [40, 20],
        [50, 60],
      ]),
      threshold,
    ).masked,
  ).toEqual({ primary: 0, secondary: 0 });
});

test('when all who answered disclosed, the share is not shown', () => {
  const draft: Draft = {
    counts: new Map([
      ['asked', 40],
      ['positive', 40],
      ['negative', 0],
      ['declined', 0],
    ]),
    sums: [{ total: 'asked', parts: ['positive', 'negative', 'declined'] }],
    sensitive: new Map([['positive', 'asked']]),
  };
  const { shown } = suppress(draft, threshold);
  expect(shown.get('positive')).toBe('masked');
  expect([shown.get('negative'), shown.get('declined')]).toContain('masked');
});
