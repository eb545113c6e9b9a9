/** A text that is read from left to right, by FHIRPath's parser or by the reader of patterns. */
export type Cursor = {
  readonly source: string;
  /** Of the regular expressions that a pattern's single characters become. */
  readonly flags: string;
  at: number;
  depth: number;
  steps: number;
};

/** Unwinds the descent; never leaves this file. */
class Unreadable extends Error {}

/** Nesting and lengths that no author writes and no stack should be asked to bear. */
const deepest = 100;
const mostSteps = 4_000;

/** Ends the reading: the text is not of its language, or larger than what people write. */
export function unreadable(): never {
  throw new Unreadable();
}

/** The groups of a sticky expression where the cursor stands; the cursor goes past it. */
export function take(cursor: Cursor, pattern: RegExp): readonly (string | undefined)[] | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source);
  if (found === null) return undefined;
  cursor.at = pattern.lastIndex;
  return found;
}

export function skip(cursor: Cursor, text: string): boolean {
  const found = cursor.source.startsWith(text, cursor.at);
  if (found) cursor.at += text.length;
  return found;
}

/** One level further in. */
export function within<Found>(cursor: Cursor, read: (cursor: Cursor) => Found): Found {
  if (++cursor.depth > deepest) unreadable();
  const found = read(cursor);
  cursor.depth--;
  return found;
}

/** Counts what is joined to something else: each is a level of the tree that comes of it. */
export function step(cursor: Cursor): void {
  if (++cursor.steps > mostSteps) unreadable();
}

/** What `read` makes of the whole text; undefined when it cannot be read, or is longer than that. */
export function readWhole<Found>(
  source: string,
  longest: number,
  read: (cursor: Cursor) => Found,
  flags = '',
): Found | undefined {
  if (source.length > longest) return undefined;
  const cursor = { source, flags, at: 0, depth: 0, steps: 0 };
  try {
    const found = read(cursor);
    return cursor.at === source.length ? found : undefined;
  } catch (error) {
    // A SyntaxError: JavaScript knows no such class of characters.
    if (error instanceof Unreadable || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
