import { mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type Cache,
  type ExportProgress,
  fetchExport,
  lastMoment,
  privatePlace,
  readSiteKey,
} from '../coverage/index.ts';
import type { Reporter } from './command.ts';
import { UsageError } from './errors.ts';
import { megabytes, progressLine } from './progress-line.ts';

/** What is counted: a folder, what the cache must know of it, and how to be rid of it. */
export type CoverageSource = {
  readonly folder: string;
  readonly name: string;
  readonly transactionTime?: string;
  readonly gone: readonly string[];
  readonly errors?: number;
  readonly remove: () => Promise<void>;
};

export type SourceOptions = {
  readonly from: string;
  readonly client: string | undefined;
  readonly key: string | undefined;
  readonly group: string | undefined;
  readonly live: boolean;
  /** A folder to fetch into and to go on in after an interruption; it is the caller's to delete. */
  readonly into: string | undefined;
  readonly cache: Cache | undefined;
};

export async function cacheOf(
  folder: string | undefined,
  key: string | undefined,
): Promise<Cache | undefined> {
  if (folder === undefined) return undefined;
  if (key === undefined)
    throw new UsageError('--cache needs --cache-key FILE, the key of the site');
  return { folder: resolve(folder), key: await readSiteKey(key) };
}

/** The folder given, or a private one that an export is fetched into. */
export async function coverageSource(
  options: SourceOptions,
  report: Reporter,
): Promise<CoverageSource> {
  const { from } = options;
  if (/^https?:/.test(from)) return fetched(options, report);
  return { folder: from, name: resolve(from), gone: [], remove: async () => {} };
}

async function fetched(options: SourceOptions, report: Reporter): Promise<CoverageSource> {
  const { from, client, key, group, live, into, cache } = options;
  if (client === undefined || key === undefined) {
    throw new UsageError('--from an address needs --client ID and --key FILE');
  }
  const place = await privatePlace();
  const folder = into ?? place.path;
  const name = group === undefined ? from : `${from} Group/${group}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const since = cache && !live ? await lastMoment(cache, name, place.path) : undefined;
    const { errors, deleted, transactionTime } = await fetchExport({
      base: from,
      clientId: client,
      key: JSON.parse(await readFile(key, 'utf8')),
      folder,
      live,
      ...(group !== undefined && { group }),
      ...(since !== undefined && { since }),
      progress: progressOf(report),
    });
    if (errors > 0) report.err(`the server reports ${errors} errors in the export`);
    return { folder, name, transactionTime, gone: deleted, errors, remove: place.remove };
  } catch (error) {
    await place.remove();
    throw error;
  }
}

function progressOf(report: Reporter): (event: ExportProgress) => void {
  const since = performance.now();
  let bytes = 0;
  return (event) => {
    if (event.at === 'waiting') {
      report.err(`waiting for the export ${event.said}`);
      return;
    }
    bytes += event.bytes;
    const seconds = (performance.now() - since) / 1000;
    const rate = (): string => megabytes(bytes / Math.max(0.001, seconds));
    report.err(`${progressLine(event, seconds, rate)}  file ${event.done} of ${event.of}`);
  };
}
