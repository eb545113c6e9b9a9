import {
  EngineError,
  ExportError,
  MeasureError,
  type MeasureProblem,
  StagingError,
  type StagingFault,
} from '../coverage/index.ts';

/** What a person can do about it; the code and the place stand in front. */
const said: Readonly<Record<StagingFault | MeasureProblem, string>> = {
  'bad-period':
    'a period is FROM/TO, two days, the first not after the last: 2026-01-01/2026-12-31',
  'audiences-overlap': 'two audiences of the routine claim the same visit in this setting',
  'no-audience': 'the routine asks no patient in their own chart, so nothing can be counted',
  'no-files':
    'nothing here ends in .ndjson, .jsonl, .ndjson.gz or .jsonl.gz (with --viewed: .parquet)',
  'too-many-files': 'put the lines together in fewer files',
  'nested-too-deep':
    'items deeper than the contract says (docs/coverage-data.md); nothing was counted',
  'gzip-bomb': 'the file grows beyond what the contract allows (docs/coverage-data.md)',
  'gzip-broken': 'the file begins as gzip and ends too early, or is damaged: fetch it again',
  'bad-key': 'a key of the site is 64 hexadecimal digits: openssl rand -hex 32',
  'open-key': 'others may read the key of the site: chmod 600',
  'sealed-otherwise': 'a file of the cache was sealed with another key, or has been changed',
  unreadable: 'the resources of this type could not be read',
};

const system: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'this is a file; a folder is needed',
  EISDIR: 'this is a folder; a file is needed',
  EACCES: 'not allowed',
};

/** A fault of the data, of what was asked for or of a server, in words; undefined is a fault of ours. */
export function faultInWords(error: unknown): string | undefined {
  if (error instanceof StagingError || error instanceof MeasureError) {
    return `${error.message} (${said[error.code]})`;
  }
  if (error instanceof EngineError || error instanceof ExportError) return error.message;
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  const words = system[String(error.code)];
  return words === undefined ? undefined : `${String(error.path)}: ${words}`;
}
