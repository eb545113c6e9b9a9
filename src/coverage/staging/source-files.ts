import { readdir, stat, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isGzip, type Limits, linesOf } from './lines.ts';
import { StagingError } from './problem.ts';

/** A file of the export under a name of our own: nothing that somebody else named reaches the database. */
export type SourceFile = {
  readonly original: string;
  readonly path: string;
  /** Bytes on the disk. */
  readonly size: number;
  /** By the first line. Undefined when that line cannot be trusted: then every line is checked. */
  readonly type: string | undefined;
};

const mostFiles = 20_000;

/** All NDJSON files of a folder, plain or gzip, each linked into `place` under a number. */
export async function sourceFiles(
  folder: string,
  place: string,
  limits: Limits,
): Promise<readonly SourceFile[]> {
  const names = (await readdir(folder)).filter((name) => /\.(ndjson|jsonl)(\.gz)?$/i.test(name));
  if (names.length === 0) throw new StagingError('no-files', folder);
  if (names.length > mostFiles) throw new StagingError('too-many-files', folder);
  const files: SourceFile[] = [];
  for (const [index, name] of names.sort().entries()) {
    const original = resolve(folder, name);
    const gzip = await isGzip(original);
    const path = join(place, `source-${index}.ndjson${gzip ? '.gz' : ''}`);
    await symlink(original, path);
    const { size } = await stat(original);
    files.push({ original, path, size, type: await typeOf(original, gzip, limits) });
  }
  return files;
}

async function typeOf(path: string, gzip: boolean, limits: Limits): Promise<string | undefined> {
  // The database has no limit of its own to how far a gzip file may grow, so the file is measured first.
  if (gzip) for await (const line of linesOf(path, limits)) if (line.bytes === 'too-long') return;
  for await (const { bytes } of linesOf(path, limits)) {
    if (bytes === 'too-long') return undefined;
    return /"resourceType"\s*:\s*"([A-Za-z]+)"/.exec(bytes.toString('latin1'))?.[1];
  }
  return undefined;
}
