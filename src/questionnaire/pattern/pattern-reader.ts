import { type Cursor, readWhole, skip, take, unreadable, within } from '../cursor.ts';

/**
 * What the matcher does at a place: take a character, go on at each of some places (so far from here), or be at an end
 * of the text.
 */
export type Step = ((char: string) => boolean) | readonly number[] | '^' | '$';

type Steps = readonly Step[];

/** What is larger is nothing that people write. */
const longestSource = 500;
const mostSteps = 1_000;

/** One character, escape or class. What looks back or ahead (`\1`, `\b`, `(?=…)`) is not read: it is no regular language. */
const atom =
  /\\(?:[up]\{[^}]*\}|(?:x|u..)[\da-f]{2}|[^1-9bkxup])|\[(?:[^\]\\]|\\[\s\S])*\]|[^\\()[{*+?|^$]/iuy;

const quantifier = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;

function readAtom(cursor: Cursor): Steps {
  const text = take(cursor, atom)?.[0] ?? unreadable();
  // A lone character stands for itself, but for the dot: not the end of a line.
  if (text.length === 1 && text !== '.') return [(char) => char === text];
  const one = new RegExp(`^${text}$`, cursor.flags);
  return [(char) => one.test(char)];
}

function readGroup(cursor: Cursor): Steps {
  if (skip(cursor, '^')) return ['^'];
  if (skip(cursor, '$')) return ['$'];
  if (!skip(cursor, '(')) return readAtom(cursor);
  if (!skip(cursor, '?:') && skip(cursor, '?')) unreadable();
  const inner = readWays(cursor);
  return skip(cursor, ')') ? inner : unreadable();
}

/** How often, by the signs behind it: at least and at most. */
function bounds([, sign, from, comma, to]: readonly (string | undefined)[]) {
  const endless = Number.POSITIVE_INFINITY;
  if (sign !== undefined) return [Number(sign === '+'), sign === '?' ? 1 : endless] as const;
  const least = Number(from);
  return [least, comma === '' ? least : Number(to || endless)] as const;
}

function readRepeated(cursor: Cursor): Steps {
  const once = readGroup(cursor);
  const found = take(cursor, quantifier);
  if (!found) return once;
  const [least, most] = bounds(found);
  const { length } = once;
  const isEndless = most > Number.MAX_SAFE_INTEGER;
  const spare = isEndless ? 1 : Math.max(0, most - least);
  if ((least + spare) * (length + 2) > mostSteps) unreadable();
  // The part, or past it; of what has no end, and back before it.
  const optional = isEndless
    ? [[1, length + 2], ...once, [-length - 1]]
    : [[1, length + 1], ...once];
  return [...Array(least).fill(once), ...Array(spare).fill(optional)].flat();
}

/** One or the others: a fork before it, and from it a way past them. */
const either = (others: Steps, way: Steps): Steps => [
  [1, way.length + 2],
  ...way,
  [others.length + 1],
  ...others,
];

function readSequence(cursor: Cursor): Steps {
  const found: Step[] = [];
  while (cursor.at < cursor.source.length && !/[|)]/.test(cursor.source[cursor.at] ?? '')) {
    found.push(...readRepeated(cursor));
  }
  return found;
}

function readChoice(cursor: Cursor): Steps {
  const ways = [readSequence(cursor)];
  while (skip(cursor, '|')) ways.push(readSequence(cursor));
  return ways.reduceRight(either);
}

const readWays = (cursor: Cursor): Steps => within(cursor, readChoice);

/**
 * The steps; undefined when the expression is malformed, too large, or more than regular. `dotAll`: a dot is the end of a
 * line too.
 */
export function readPattern(source: string, dotAll: boolean): Steps | undefined {
  const steps = readWhole(source, longestSource, readWays, dotAll ? 'su' : 'u');
  return steps && steps.length <= mostSteps ? steps : undefined;
}
