import { components, exposed, type Found } from './bounds.ts';
import type { Draft, Release, Shown, Sum } from './cell.ts';

export const lowestThreshold = 5;
export const usualThreshold = 10;

/**
 * Hides every count from 1 to below the threshold (its complement is a count of its own), then as many others
 * as it takes for none of them to be found by subtraction: whatever is shown must leave at least `threshold`
 * between the smallest and the largest value a hidden count can have.
 */
export function suppress(draft: Draft, threshold: number): Release {
  const primary = primaryOf(draft, threshold);
  const hidden = new Set(primary);
  for (const _ of rounds(draft, hidden, threshold));
  return releaseOf(draft, threshold, primary, hidden);
}

/** The same, given up as soon as it hides too much: what is hidden only grows. */
export function suppressUnless(
  draft: Draft,
  threshold: number,
  tooMuch: (hidden: ReadonlySet<string>) => boolean,
): Release | undefined {
  const primary = primaryOf(draft, threshold);
  const hidden = new Set(primary);
  if (tooMuch(hidden)) return undefined;
  for (const _ of rounds(draft, hidden, threshold)) if (tooMuch(hidden)) return undefined;
  return releaseOf(draft, threshold, primary, hidden);
}

const primaryOf = (draft: Draft, threshold: number): ReadonlySet<string> =>
  new Set([...small(draft, threshold), ...givingAway(draft)]);

/** Adds to `hidden` until no count in it is exposed; a step is a round of one more for each that is. */
function* rounds(draft: Draft, hidden: Set<string>, width: number): Generator<void> {
  const touching = sumsByCell(draft.sums);
  const seen = { width, found: new Map() };
  hideLoners(draft, hidden);
  yield;
  for (let round = again(draft, hidden, seen); round.length > 0; ) {
    for (const { name, near } of round) hideOneMore(name, near, touching, draft, hidden);
    hideLoners(draft, hidden);
    yield;
    round = again(draft, hidden, seen);
  }
}

function releaseOf(
  draft: Draft,
  threshold: number,
  primary: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
): Release {
  const shown = new Map<string, Shown>(
    [...draft.counts].map(([name, count]) => [name, hidden.has(name) ? 'masked' : count]),
  );
  const masked = { primary: primary.size, secondary: hidden.size - primary.size };
  return { shown, sums: draft.sums, threshold, masked };
}

function* small({ counts }: Draft, threshold: number): Generator<string> {
  for (const [name, count] of counts) if (count > 0 && count < threshold) yield name;
}

function* givingAway({ counts, sensitive }: Draft): Generator<string> {
  for (const [part, whole] of sensitive) {
    const count = counts.get(part) ?? 0;
    if (count > 0 && count === counts.get(whole)) yield part;
  }
}

function sumsByCell(sums: readonly Sum[]): ReadonlyMap<string, readonly Sum[]> {
  const found = new Map<string, Sum[]>();
  for (const sum of sums) {
    for (const name of [sum.total, ...sum.parts]) {
      const list = found.get(name) ?? [];
      found.set(name, list);
      list.push(sum);
    }
  }
  return found;
}

type Exposed = { readonly name: string; readonly near: readonly Sum[] };

/** Hidden counts that are still exposed, looked at component by component. */
function again(
  { counts, sums }: Draft,
  hidden: ReadonlySet<string>,
  seen: { readonly width: number; readonly found: Found },
): readonly Exposed[] {
  const known = (name: string): number | undefined =>
    hidden.has(name) ? undefined : counts.get(name);
  const truth = (name: string): number => counts.get(name) ?? 0;
  return components(sums, hidden).flatMap((component) =>
    exposed(component, known, truth, seen).map((name) => ({ name, near: component.sums })),
  );
}

/** A sum with a single hidden member gives it away at once: hide a second, until no such sum is left. */
function hideLoners(draft: Draft, hidden: Set<string>): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const sum of draft.sums) {
      const members = [sum.total, ...sum.parts];
      if (members.filter((name) => hidden.has(name)).length !== 1) continue;
      changed = hideFrom(sum, draft, hidden) || changed;
    }
  }
}

/** One more in a sum of its own, else in one that is tied to it; once all of those are hidden, no sum is left to use. */
function hideOneMore(
  name: string,
  near: readonly Sum[],
  touching: ReadonlyMap<string, readonly Sum[]>,
  draft: Draft,
  hidden: Set<string>,
): void {
  const own = [...(touching.get(name) ?? [])].sort(
    (a, b) => hiddenIn(a, hidden) - hiddenIn(b, hidden),
  );
  for (const sum of [...own, ...near]) if (hideFrom(sum, draft, hidden)) return;
}

const hiddenIn = ({ total, parts }: Sum, hidden: ReadonlySet<string>): number =>
  [total, ...parts].filter((each) => hidden.has(each)).length;

/** Of what is still shown in a sum: the smallest part above zero, else a zero, else the total. */
function hideFrom({ total, parts }: Sum, { counts }: Draft, hidden: Set<string>): boolean {
  const open = parts.filter((part) => !hidden.has(part));
  const count = (name: string): number => counts.get(name) ?? 0;
  const positive = open.filter((part) => count(part) > 0).sort((a, b) => count(a) - count(b));
  const chosen = positive[0] ?? open[0] ?? (hidden.has(total) ? undefined : total);
  if (chosen === undefined) return false;
  hidden.add(chosen);
  return true;
}
