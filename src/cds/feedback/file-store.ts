import { readFile } from 'node:fs/promises';
import { appender } from '../watch/lines.ts';
import { type FeedbackEntry, type FeedbackStore, feedbackEntry } from './entry.ts';

const keyOf = ({ card, outcome, reason }: FeedbackEntry): string =>
  JSON.stringify([card, outcome, reason ?? '']);

/** So many are remembered to drop repeats; an older repeat is written again, and its reader counts by card. */
const remembered = 50_000;

/** Keeps each entry once while it is remembered. */
function onceOnly(): (entry: FeedbackEntry) => boolean {
  const seen = new Set<string>();
  return (entry) => {
    const key = keyOf(entry);
    if (seen.has(key)) return false;
    seen.add(key);
    const [oldest] = seen;
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function linesOf(path: string): Promise<readonly string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** NDJSON, one entry a line, appended. What the file holds already is known as a repeat. */
export async function fileFeedbackStore(
  path: string,
): Promise<FeedbackStore & { close(): Promise<void> }> {
  const isNew = onceOnly();
  for (const line of await linesOf(path)) isNew(feedbackEntry.parse(JSON.parse(line)));
  const lines = await appender(path);
  return {
    async add(entries) {
      const fresh = entries.filter(isNew);
      await Promise.all(fresh.map((entry) => lines.append(JSON.stringify(entry))));
    },
    close: () => lines.close(),
  };
}

/** The same in memory, for a demonstration; `entries` are what a file would hold. */
export function memoryFeedbackStore(): FeedbackStore & { entries(): readonly FeedbackEntry[] } {
  const isNew = onceOnly();
  const kept: FeedbackEntry[] = [];
  return {
    async add(entries) {
      kept.push(...entries.filter(isNew));
    },
    entries: () => [...kept],
  };
}
