import { type Part, readPattern } from './pattern-reader.ts';

/** What the matcher does at a place: take a character, go on at each of some places, or be at an end of the text. */
type Step =
  | { readonly take: (char: string) => boolean }
  | { readonly to: number[] }
  | { readonly only: 'begin' | 'end' };

/** What is larger, and a text on which it would be more work, is none that people meet. */
const longestSource = 500;
const mostSteps = 1_000;
const mostWork = 2_000_000;

/** Lays the part out; false when it is too large. */
function add(steps: Step[], part: Part): boolean {
  if (steps.length > mostSteps) return false;
  switch (part.op) {
    case 'char':
      steps.push({ take: part.test });
      return true;
    case 'begin':
    case 'end':
      steps.push({ only: part.op });
      return true;
    case 'all':
      return part.of.every((each) => add(steps, each));
    case 'any':
      return addWays(steps, part.of);
    case 'many':
      return addMany(steps, part);
  }
}

/** One of several: a fork before each but the last, and from each a way past the others. */
function addWays(steps: Step[], ways: readonly Part[]): boolean {
  const past: number[] = [];
  for (const [index, way] of ways.entries()) {
    const fork: number[] = [];
    if (index < ways.length - 1) {
      steps.push({ to: fork });
      fork.push(steps.length);
    }
    if (!add(steps, way)) return false;
    steps.push({ to: past });
    fork.push(steps.length);
  }
  past.push(steps.length);
  return true;
}

/** The part, or past it; `again`: and back before it. */
function addOptional(steps: Step[], part: Part, again: boolean): boolean {
  const from = steps.length;
  const fork = [from + 1];
  steps.push({ to: fork });
  if (!add(steps, part)) return false;
  if (again) steps.push({ to: [from] });
  fork.push(steps.length);
  return true;
}

function addMany(steps: Step[], { of, least, most }: Part & { readonly op: 'many' }): boolean {
  for (let count = 0; count < least; count++) if (!add(steps, of)) return false;
  if (most === Number.POSITIVE_INFINITY) return addOptional(steps, of, true);
  for (let count = least; count < most; count++) if (!addOptional(steps, of, false)) return false;
  return true;
}

type Place = { readonly first: boolean; readonly last: boolean };

/** Where a place leads without taking a character. */
function onward(step: Step | undefined, at: number, { first, last }: Place): readonly number[] {
  if (step === undefined || 'take' in step) return [];
  if ('to' in step) return step.to;
  return (step.only === 'begin' ? first : last) ? [at + 1] : [];
}

/** Every place that can be reached from `from` without taking a character. */
function reach(steps: readonly Step[], from: readonly number[], place: Place): Set<number> {
  const seen = new Set<number>(from);
  // The set grows while it is gone through.
  for (const at of seen) for (const next of onward(steps[at], at, place)) seen.add(next);
  return seen;
}

/** Where the places lead when they take `char`. */
function taken(steps: readonly Step[], places: Iterable<number>, char: string): number[] {
  const found: number[] = [];
  for (const at of places) {
    const step = steps[at];
    if (step !== undefined && 'take' in step && step.take(char)) found.push(at + 1);
  }
  return found;
}

/** Goes through the text once, at every place at the same time. */
function run(steps: readonly Step[], text: string, whole: boolean): boolean {
  const chars = [...text];
  let work = 0;
  let from = [0];
  for (let index = 0; work < mostWork && from.length > 0; index++) {
    const char = chars[index];
    const last = char === undefined;
    const places = reach(steps, from, { first: index === 0, last });
    if (places.has(steps.length) && (last || !whole)) return true;
    if (last) return false;
    work += places.size;
    from = taken(steps, places, char);
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
  const tree = source.length > longestSource ? undefined : readPattern(source, dotAll);
  const steps: Step[] = [];
  if (tree === undefined || !add(steps, tree) || steps.length > mostSteps) return undefined;
  return {
    test: (text) => run(steps, text, true),
    isIn: (text) => run(steps, text, false),
  };
}
