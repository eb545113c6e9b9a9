/**
 * Why an export cannot be staged at all (a bad line alone is rejected and counted):
 * - `nested-too-deep`: items deeper than the known questionnaires; nothing may be lost in silence
 * - `gzip-bomb`, `gzip-broken`: a compressed file that grows beyond reason, or ends early
 * - `too-many-files`, `no-files`
 * - `bad-key`, `open-key`: the site's key is no key, or others may read its file
 * - `sealed-otherwise`: a file of the cache was sealed with another key, or has been changed
 * - `unreadable`: the database refused what our own check had let through
 */
export type StagingFault =
  | 'nested-too-deep'
  | 'gzip-bomb'
  | 'gzip-broken'
  | 'too-many-files'
  | 'no-files'
  | 'bad-key'
  | 'open-key'
  | 'sealed-otherwise'
  | 'unreadable';

export class StagingError extends Error {
  readonly code: StagingFault;
  readonly file: string;
  constructor(code: StagingFault, file: string, cause?: unknown) {
    super(`${code}: ${file}`, { cause });
    this.name = 'StagingError';
    this.code = code;
    this.file = file;
  }
}
