import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { StagingError } from '../staging/problem.ts';
import { keyFor, type SiteKey } from './site-key.ts';

/**
 * A file at rest: 16 bytes of salt, 12 of nonce, AES-256-GCM, 16 of tag. The name it has in the cache is part of what
 * is authenticated, so that two files cannot change places. DuckDB's own Parquet encryption writes nothing without an
 * extension that would have to be downloaded.
 */
const [saltSize, nonceSize, tagSize] = [16, 12, 16];

export async function seal(from: string, to: string, name: string, site: SiteKey): Promise<void> {
  const [salt, nonce] = [randomBytes(saltSize), randomBytes(nonceSize)];
  const cipher = createCipheriv('aes-256-gcm', keyFor(site, 'cache', salt), nonce);
  cipher.setAAD(Buffer.from(name));
  const part = `${to}.part`;
  const output = createWriteStream(part, { mode: 0o600 });
  output.write(Buffer.concat([salt, nonce]));
  await pipeline(createReadStream(from), cipher, output);
  const file = await open(part, 'a');
  await file.appendFile(cipher.getAuthTag());
  await file.close();
  await rename(part, to);
}

/** Fails, and leaves nothing, when the key is another one or the file is not as it was written. */
export async function unseal(from: string, to: string, name: string, site: SiteKey): Promise<void> {
  const { size } = await stat(from);
  const body = size - tagSize;
  const head = saltSize + nonceSize;
  if (body <= head) throw new StagingError('sealed-otherwise', name);
  const file = await open(from, 'r');
  const [start, tag] = [Buffer.alloc(head), Buffer.alloc(tagSize)];
  await file.read(start, 0, head, 0);
  await file.read(tag, 0, tagSize, body);
  await file.close();
  const key = keyFor(site, 'cache', start.subarray(0, saltSize));
  const cipher = createDecipheriv('aes-256-gcm', key, start.subarray(saltSize));
  cipher.setAAD(Buffer.from(name));
  cipher.setAuthTag(tag);
  try {
    const content = createReadStream(from, { start: head, end: body - 1 });
    await pipeline(content, cipher, createWriteStream(to, { mode: 0o600 }));
  } catch (error) {
    await rm(to, { force: true });
    throw new StagingError('sealed-otherwise', name, error);
  }
}
