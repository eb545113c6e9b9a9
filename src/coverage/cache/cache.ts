import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duck } from '../engine/duckdb.ts';
import type { LineFault } from '../staging/line-check.ts';
import type { Staged } from '../staging/stage.ts';
import { entryNames, readAbout, readEntry, writeEntry } from './entry.ts';
import { goneKeys, merged } from './series.ts';
import { pseudonymKey, type SiteKey } from './site-key.ts';

/** A folder for one series of exports from one source. */
export type Cache = { readonly folder: string; readonly key: SiteKey };

/** The export at hand. */
export type Source = {
  readonly folder: string;
  /** Address or folder it came from. */
  readonly name: string;
  readonly transactionTime?: string;
  /** `Type/id` of what the server says is gone. */
  readonly gone: readonly string[];
  /** What it is read with: another way of reading is another export. */
  readonly reading: string;
};

export type Kept = Pick<Staged, 'tables' | 'rejected' | 'refused'>;

/**
 * All exports of the series with this one, which is staged and sealed if it is new. What is unsealed lies in `place`
 * as long as the run.
 */
export async function throughCache(
  cache: Cache,
  source: Source,
  work: { readonly place: string; readonly duck: Duck; readonly stage: () => Promise<Staged> },
): Promise<Kept> {
  const { place, duck } = work;
  const id = await idOf(source);
  const refused: string[] = [];
  if (!(await isKnown(id, cache, place))) {
    const { tables, rejected, ...staged } = await work.stage();
    refused.push(...staged.refused);
    const { name, transactionTime, gone } = source;
    const told = {
      id,
      source: name,
      ...(transactionTime !== undefined && { transactionTime }),
      rejected: [...rejected],
      gone: mutable(goneKeys(gone, pseudonymKey(cache.key))),
    };
    await writeEntry(cache.folder, tables, told, cache.key, place);
  }
  const names = await entryNames(cache.folder);
  const entries = [];
  for (const name of names) entries.push(await readEntry(cache.folder, name, cache.key, place));
  const tables = await merged(entries, place, duck);
  if (tables === undefined) throw new Error('the cache has lost what was just written to it');
  const rejected = entries.flatMap(({ about }) =>
    about.rejected.map((each) => ({ ...each, reason: each.reason as LineFault })),
  );
  return { tables, rejected, refused };
}

/** The moment the newest export from this source tells of: the next one begins there. */
export async function lastMoment(
  cache: Cache,
  source: string,
  place: string,
): Promise<string | undefined> {
  let found: string | undefined;
  for (const name of await entryNames(cache.folder)) {
    const about = await readAbout(cache.folder, name, cache.key, place);
    if (about.source === source) found = about.transactionTime ?? found;
  }
  return found;
}

async function isKnown(id: string, { folder, key }: Cache, place: string): Promise<boolean> {
  for (const name of await entryNames(folder)) {
    if ((await readAbout(folder, name, key, place)).id === id) return true;
  }
  return false;
}

const mutable = (lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).map(([table, list]) => [table, [...list]]));

async function idOf({ folder, name, reading }: Source): Promise<string> {
  const hash = createHash('sha256').update(name).update(reading);
  for (const file of (await readdir(folder)).sort()) {
    const { size, mtimeMs, ino } = await stat(join(folder, file));
    hash.update(JSON.stringify([file, size, mtimeMs, ino]));
  }
  return hash.digest('hex');
}
