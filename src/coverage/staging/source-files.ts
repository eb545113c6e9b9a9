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
  /** By the first line. Undefined when it cannot be told that way: then every line is checked. */
  readonly type: string | undefined;
};

const mostFiles = 20_000;

/** All NDJSON files of a folder, plain or gzip, each linked into `place` under a number; `read` are the types looked for. */
export async function sourceFiles(
  folder: string,
  place: string,
  limits: Limits,
  read: ReadonlySet<string>,
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
    files.push({ original, path, size, type: await typeOf(original, gzip, limits, read) });
  }
  return files;
}

async function typeOf(
  path: string,
  gzip: boolean,
  limits: Limits,
  read: ReadonlySet<string>,
): Promise<string | undefined> {
  // The database has no limit of its own to how far a gzip file may grow, so the file is measured first.
  if (gzip) for await (const line of linesOf(path, limits)) if (line.bytes === 'too-long') return;
  const type = /"resourceType"\s*:\s*"([A-Za-z]+)"/.exec(await firstLine(path, limits))?.[1];
  return type === undefined || read.has(type) ? type : otherType(path, limits, read);
}

async function firstLine(path: string, limits: Limits): Promise<string> {
  for await (const { bytes } of linesOf(path, limits)) {
    return bytes === 'too-long' ? '' : bytes.toString('latin1');
  }
  return '';
}

/** No table is made of such a file, so nobody would notice what else stands in it: each line must begin with a type not read. */
async function otherType(
  path: string,
  limits: Limits,
  read: ReadonlySet<string>,
): Promise<string | undefined> {
  let type: string | undefined;
  for await (const { bytes } of linesOf(path, limits)) {
    if (bytes === 'too-long') return undefined;
    const start = bytes.subarray(0, 100).toString('latin1');
    type = /^\s*\{\s*"resourceType"\s*:\s*"([A-Za-z]+)"/.exec(start)?.[1];
    if (type === undefined || read.has(type)) return undefined;
  }
  return type;
}
