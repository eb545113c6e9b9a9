import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type TableName, tableNames } from '../staging/table.ts';
import { seal, unseal } from './sealed-file.ts';
import type { SiteKey } from './site-key.ts';

/** What is known of an export beside its tables. */
const about = z.object({
  /** Names and sizes of its files and what they were read with; the same again needs no reading. */
  id: z.string(),
  /** Where it came from, and the moment it tells of, when a server said so. */
  source: z.string(),
  transactionTime: z.string().optional(),
  rejected: z.array(z.object({ file: z.string(), line: z.number(), reason: z.string() })),
  /** Table → pseudonyms of what was deleted since the export before. */
  gone: z.record(z.string(), z.array(z.string())),
});
export type About = z.infer<typeof about>;

/** A folder of tables, one file a table. */
export type Tables = Readonly<Record<TableName, string>>;
export type Entry = { readonly name: string; readonly about: About; readonly tables: Tables };

const aboutFile = 'about.json';

/**
 * Of the tables: part of what is authenticated, so that a cache of an earlier form is refused and never counted together
 * with this one. 2: pseudonyms and days are numbers.
 */
const form = 2;

const sealedName = (entry: string, file: string): string => `${form}/${entry}/${file}`;

export const tablesIn = (folder: string): Tables =>
  Object.fromEntries(
    tableNames.map((table) => [table, join(folder, `${table}.parquet`)]),
  ) as Tables;

/** The exports of a cache, oldest first; one that was never finished is not there. */
export async function entryNames(cache: string): Promise<readonly string[]> {
  await mkdir(cache, { recursive: true, mode: 0o700 });
  const names = await readdir(cache);
  return names.filter((name) => /^\d{6}$/.test(name)).sort();
}

export async function writeEntry(
  cache: string,
  tables: Tables,
  told: About,
  site: SiteKey,
  place: string,
): Promise<void> {
  const last = (await entryNames(cache)).at(-1) ?? '000000';
  const name = String(Number(last) + 1).padStart(6, '0');
  const part = join(cache, `${name}.part`);
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { mode: 0o700 });
  const plain = join(place, aboutFile);
  await writeFile(plain, JSON.stringify(told), { mode: 0o600 });
  const files = { ...tables, [aboutFile]: plain };
  for (const [file, path] of Object.entries(files)) {
    await seal(path, join(part, file), sealedName(name, file), site);
  }
  await rename(part, join(cache, name));
}

export async function readAbout(
  cache: string,
  name: string,
  site: SiteKey,
  place: string,
): Promise<About> {
  const plain = join(place, `${name}-${aboutFile}`);
  await unseal(join(cache, name, aboutFile), plain, sealedName(name, aboutFile), site);
  return about.parse(JSON.parse(await readFile(plain, 'utf8')));
}

/** The tables of an entry, readable, in a folder of their own below `place`. */
export async function readEntry(
  cache: string,
  name: string,
  site: SiteKey,
  place: string,
): Promise<Entry> {
  const folder = join(place, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const tables = tablesIn(folder);
  for (const table of tableNames) {
    await unseal(join(cache, name, table), tables[table], sealedName(name, table), site);
  }
  return { name, about: await readAbout(cache, name, site, place), tables };
}
