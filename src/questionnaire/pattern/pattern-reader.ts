/** A regular expression as a tree. `char` takes one character, `begin` and `end` none. */
export type Part =
  | { readonly op: 'char'; readonly test: (char: string) => boolean }
  | { readonly op: 'begin' | 'end' }
  | { readonly op: 'all' | 'any'; readonly of: readonly Part[] }
  | { readonly op: 'many'; readonly of: Part; readonly least: number; readonly most: number };

type Cursor = { readonly source: string; readonly flags: string; at: number; depth: number };

/** Unwinds the descent; never leaves this file. */
class Unreadable extends Error {}

const deepest = 50;

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

function readAtom(cursor: Cursor): Part {
  const [text] = exec(cursor, atom) ?? [];
  if (text === undefined) throw new Unreadable();
  // A lone character stands for itself, but for the dot: not the end of a line.
  if (text.length === 1 && text !== '.') return { op: 'char', test: (char) => char === text };
  const one = new RegExp(`^${/^[\]}]/.test(text) ? `\\${text}` : text}$`, cursor.flags);
  return { op: 'char', test: (char) => one.test(char) };
}

function readGroup(cursor: Cursor): Part {
  if (skip(cursor, '^')) return { op: 'begin' };
  if (skip(cursor, '$')) return { op: 'end' };
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

function readRepeated(cursor: Cursor): Part {
  const of = readGroup(cursor);
  const found = exec(cursor, quantifier);
  if (found === null) return of;
  const [least, most] = bounds(found);
  return { op: 'many', of, least, most };
}

function readSequence(cursor: Cursor): Part {
  const of: Part[] = [];
  while (cursor.at < cursor.source.length && !/[|)]/.test(cursor.source[cursor.at] ?? '')) {
    of.push(readRepeated(cursor));
  }
  return { op: 'all', of };
}

function readWays(cursor: Cursor): Part {
  if (++cursor.depth > deepest) throw new Unreadable();
  const of = [readSequence(cursor)];
  while (skip(cursor, '|')) of.push(readSequence(cursor));
  cursor.depth--;
  return { op: 'any', of };
}

/** The tree; undefined when the expression is malformed, or more than regular. `dotAll`: a dot is the end of a line too. */
export function readPattern(source: string, dotAll: boolean): Part | undefined {
  const cursor: Cursor = { source, flags: dotAll ? 'su' : 'u', at: 0, depth: 0 };
  try {
    const tree = readWays(cursor);
    return cursor.at === source.length ? tree : undefined;
  } catch (error) {
    if (error instanceof Unreadable || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
