import { createReadStream, createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { TokenSource } from './access-token.ts';
import { authorised } from './authorised.ts';
import type { BulkOptions } from './bulk-options.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { ExportError, secure, send } from './ports.ts';

type Wanted = { readonly file: ManifestFile; readonly path: string };

/** All files of a manifest under names of our own; a finished one is never fetched again. */
export async function download(
  manifest: Manifest,
  options: BulkOptions,
  tokens: TokenSource,
): Promise<{ readonly errors: number; readonly deleted: readonly string[] }> {
  const place =
    (kind: string, end: string) =>
    (file: ManifestFile, index: number): Wanted => ({
      file,
      path: join(options.folder, `${kind}-${String(index).padStart(5, '0')}-${file.type}.${end}`),
    });
  const output = manifest.output.map(place('part', 'ndjson'));
  const deleted = (manifest.deleted ?? []).map(place('gone', 'deleted'));
  const errors = (manifest.error ?? []).map(place('fault', 'errors'));
  const all = [...output, ...deleted, ...errors];
  for (const [index, wanted] of all.entries()) {
    const bytes = await fetched(wanted, manifest, options, tokens);
    options.progress?.({ at: 'file', done: index + 1, of: all.length, bytes });
  }
  return { errors: await linesIn(errors), deleted: await goneIn(deleted) };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const mostTries = 4;

async function fetched(
  wanted: Wanted,
  manifest: Manifest,
  options: BulkOptions,
  tokens: TokenSource,
): Promise<number> {
  const before = await sizeOf(wanted.path);
  if (before !== undefined) return before;
  for (let tries = 1; ; tries += 1) {
    try {
      return await fetchOnce(wanted, manifest, options, tokens);
    } catch (error) {
      const hopeless = error instanceof ExportError && error.code === 'insecure';
      if (hopeless || tries >= mostTries) throw error;
      await options.ports.sleep(500 * 2 ** tries);
    }
  }
}

async function fetchOnce(
  { file, path }: Wanted,
  manifest: Manifest,
  options: BulkOptions,
  tokens: TokenSource,
): Promise<number> {
  const response = await answer(file.url, manifest, options, tokens);
  if (response.status !== 200 || response.body === null) {
    throw new ExportError('incomplete', `${response.status} ${file.type}`);
  }
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  await pipeline(body, createWriteStream(`${path}.part`, { mode: 0o600 }));
  await checkCount(`${path}.part`, file);
  await rename(`${path}.part`, path);
  return (await sizeOf(path)) ?? 0;
}

/** A file on another origin (an object store) has its right of way in the address and never gets the token. */
async function answer(
  url: string,
  manifest: Manifest,
  options: BulkOptions,
  tokens: TokenSource,
): Promise<Response> {
  const { href, origin } = secure(url);
  const headers = { accept: 'application/fhir+ndjson' };
  const own = origin === new URL(options.base).origin;
  if (own && manifest.requiresAccessToken) return authorised(href, headers, options, tokens);
  return send(href, { headers }, options.ports);
}

async function checkCount(path: string, { count, type }: ManifestFile): Promise<void> {
  if (count === undefined) return;
  const lines = await countLines(path);
  if (lines < count) throw new ExportError('incomplete', `${type}: ${lines} of ${count} lines`);
}

async function countLines(path: string): Promise<number> {
  let lines = 0;
  let inLine = false;
  for await (const chunk of createReadStream(path)) {
    for (const byte of chunk as Buffer) {
      if (byte === 10) inLine = false;
      else if (!inLine && byte > 32) {
        inLine = true;
        lines += 1;
      }
    }
  }
  return lines;
}

async function linesIn(files: readonly Wanted[]): Promise<number> {
  let lines = 0;
  for (const { path } of files) lines += await countLines(path);
  return lines;
}

const deletion = z.object({
  entry: z.array(z.object({ request: z.object({ method: z.literal('DELETE'), url: z.string() }) })),
});

/** Bulk Data, "deleted": Bundles of DELETE requests, one a line. */
async function goneIn(files: readonly Wanted[]): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const { path } of files) {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      if (line.trim() === '') continue;
      const { entry } = deletion.parse(JSON.parse(line));
      gone.push(...entry.map(({ request }) => request.url));
    }
  }
  return gone;
}
