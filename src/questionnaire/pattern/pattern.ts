import { readPattern, type Step } from './pattern-reader.ts';

/** A text on which it would be more work is none that people write. */
const mostWork = 2_000_000;

/** Every place that can be reached from `from` without taking a character. */
function reach(
  steps: readonly Step[],
  from: readonly number[],
  first: boolean,
  last: boolean,
): ReadonlySet<number> {
  const places = new Set(from);
  const ends: readonly unknown[] = [first && '^', last && '$'];
  // The set grows while it is gone through.
  for (const at of places) {
    const step = steps[at];
    const onward = typeof step === 'object' ? step : ends.includes(step) ? [1] : [];
    for (const by of onward) places.add(at + by);
  }
  return places;
}

const takes = (step: Step | undefined, char: string): boolean =>
  typeof step === 'function' && step(char);

/** Goes through the text once, at every place at the same time. */
function run(steps: readonly Step[], text: string, whole: boolean): boolean {
  const chars = [...text];
  let work = 0;
  let from = [0];
  for (let index = 0; work < mostWork && from.length > 0; index++) {
    const char = chars[index];
    const places = reach(steps, from, index === 0, char === undefined);
    if (places.has(steps.length) && (char === undefined || !whole)) return true;
    if (char === undefined) return false;
    work += places.size;
    from = [...places].flatMap((at) => (takes(steps[at], char) ? [at + 1] : []));
    if (!whole) from.push(0);
  }
  return false;
}

export type Pattern = {
  /** Whether the whole text is of that form. */
  readonly test: (text: string) => boolean;
  /** Whether any part of the text is. */
  readonly isIn: (text: string) => boolean;
};

/**
 * A regular expression that goes once through the text, whatever is written: no text can make it run for years.
 * Undefined when it is malformed, too large, or more than regular (what looks back or ahead). `dotAll`: a dot is the end
 * of a line too.
 */
export function pattern(source: string, dotAll = false): Pattern | undefined {
  const steps = readPattern(source, dotAll);
  return (
    steps && { test: (text) => run(steps, text, true), isIn: (text) => run(steps, text, false) }
  );
}
