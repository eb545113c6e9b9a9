import { createHmac, hkdfSync } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { StagingError } from '../staging/problem.ts';

/** The site's secret: 32 bytes that never leave the machine. What it is used for gets a key of its own. */
export type SiteKey = Uint8Array;

const size = 32;

/** A file of 64 hexadecimal digits that only its owner may read (`openssl rand -hex 32`). */
export async function readSiteKey(path: string): Promise<SiteKey> {
  const text = (await readFile(path, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new StagingError('bad-key', path);
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    throw new StagingError('open-key', path);
  }
  return Buffer.from(text, 'hex');
}

/** One key a purpose and file. */
export function keyFor(site: SiteKey, purpose: string, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', site, salt, purpose, size));
}

/** The pseudonyms' key: the same in every run with this key, so that exports can be put together. */
export const pseudonymKey = (site: SiteKey): string =>
  createHmac('sha256', site).update('pseudonym').digest('hex').slice(0, 32);
