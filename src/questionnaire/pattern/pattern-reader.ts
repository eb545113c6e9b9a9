/**
 * What the matcher does at a place: take a character, go on at each of some places (so far from here), or be at an end
 * of the text.
 */
export type Step = ((char: string) => boolean) | readonly number[] | '^' | '$';

type Steps = readonly Step[];

type Cursor = { readonly source: string; readonly flags: string; at: number; depth: number };

/** Unwinds the descent; never leaves this file. */
class Unreadable extends Error {}

/** What is larger is nothing that people write. */
const deepest = 50;
const longestSource = 500;
const mostSteps = 1_000;

/** One character, escape or class. What looks back or ahead (`\1`, `\b`, `(?=…)`) is not read: it is no regular language. */
const atom =
  /\\(?:x[\da-f]{2}|u[\da-f]{4}|u\{[\da-f]+\}|p\{[^}]*\}|c[a-z]|[^1-9bkxupc])|\[(?:[^\]\\]|\\[\s\S])*\]|[^\\()[\]{}*+?|^$]|[\]}]/iuy;

const quantifier = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;

function exec(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source);
  cursor.at += found?.[0].length ?? 0;
  return found;
}

function skip(cursor: Cursor, text: string): boolean {
  const found = cursor.source.startsWith(text, cursor.at);
  if (found) cursor.at += text.length;
  return found;
}

function readAtom(cursor: Cursor): Steps {
  const [text] = exec(cursor, atom) ?? [];
  if (text === undefined) throw new Unreadable();
  // A lone character stands for itself, but for the dot: not the end of a line.
  if (text.length === 1 && text !== '.') return [(char) => char === text];
  const one = new RegExp(`^${text}$`, cursor.flags);
  return [(char) => one.test(char)];
}

function readGroup(cursor: Cursor): Steps {
  if (skip(cursor, '^')) return ['^'];
  if (skip(cursor, '$')) return ['$'];
  if (!skip(cursor, '(')) return readAtom(cursor);
  if (cursor.source[cursor.at] === '?' && !skip(cursor, '?:')) throw new Unreadable();
  const inner = readWays(cursor);
  if (!skip(cursor, ')')) throw new Unreadable();
  return inner;
}

/** How often, by the signs behind it: at least and at most. */
function bounds([, sign, from, comma, to]: RegExpExecArray): readonly [number, number] {
  const endless = Number.POSITIVE_INFINITY;
  if (sign !== undefined) return [Number(sign === '+'), sign === '?' ? 1 : endless];
  if (comma === '') return [Number(from), Number(from)];
  return [Number(from), to === '' ? endless : Number(to)];
}

function readRepeated(cursor: Cursor): Steps {
  const once = readGroup(cursor);
  const found = exec(cursor, quantifier);
  if (found === null) return once;
  const [least, most] = bounds(found);
  const { length } = once;
  const isEndless = most > Number.MAX_SAFE_INTEGER;
  const spare = isEndless ? 1 : Math.max(0, most - least);
  if ((least + spare) * (length + 2) > mostSteps) throw new Unreadable();
  // The part, or past it; of what has no end, and back before it.
  const optional = isEndless
    ? [[1, length + 2], ...once, [-length - 1]]
    : [[1, length + 1], ...once];
  return [...Array(least).fill(once), ...Array(spare).fill(optional)].flat();
}

function readSequence(cursor: Cursor): Steps {
  const found: Step[] = [];
  while (cursor.at < cursor.source.length && !/[|)]/.test(cursor.source[cursor.at] ?? '')) {
    found.push(...readRepeated(cursor));
  }
  return found;
}

/** One or the others: a fork before it, and from it a way past them. */
const either = (others: Steps, way: Steps): Steps => [
  [1, way.length + 2],
  ...way,
  [others.length + 1],
  ...others,
];

function readWays(cursor: Cursor): Steps {
  if (++cursor.depth > deepest) throw new Unreadable();
  const ways = [readSequence(cursor)];
  while (skip(cursor, '|')) ways.push(readSequence(cursor));
  cursor.depth--;
  return ways.reduceRight(either);
}

/**
 * The steps; undefined when the expression is malformed, too large, or more than regular. `dotAll`: a dot is the end of a
 * line too.
 */
export function readPattern(source: string, dotAll: boolean): Steps | undefined {
  const cursor: Cursor = { source, flags: dotAll ? 'su' : 'u', at: 0, depth: 0 };
  try {
    if (source.length > longestSource) return undefined;
    const steps = readWays(cursor);
    return cursor.at === source.length && steps.length <= mostSteps ? steps : undefined;
  } catch (error) {
    if (error instanceof Unreadable || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
