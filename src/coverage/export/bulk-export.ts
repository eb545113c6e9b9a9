import { mkdir } from 'node:fs/promises';
import { type TokenSource, tokenSource } from './access-token.ts';
import { authorised } from './authorised.ts';
import { type BulkOptions, exportedTypes } from './bulk-options.ts';
import { download } from './download.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { ExportError, secure, waitOf } from './ports.ts';
import { type ExportState, readState, writeState } from './state.ts';

export type Exported = {
  readonly transactionTime: string;
  /** Lines in the server's error files. */
  readonly errors: number;
  /** `Type/id` of resources that are gone, when `since` was given. */
  readonly deleted: readonly string[];
};

/**
 * Bulk Data `$export` into a folder. Called again on the same folder it goes on where it was: the order, its
 * place in the queue and every finished file are kept.
 */
export async function bulkExport(options: BulkOptions): Promise<Exported> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const tokens = tokenSource(options.base, options.client, options.ports);
  const before = await readState(options.folder);
  const begun = before?.base === options.base ? before : await kickOff(options, tokens);
  await writeState(options.folder, begun);
  const manifest = begun.manifest ?? (await waited(begun.status, options, tokens));
  await writeState(options.folder, { ...begun, manifest });
  const { errors, deleted } = await download(manifest, options, tokens);
  return { transactionTime: manifest.transactionTime, errors, deleted };
}

async function kickOff(options: BulkOptions, tokens: TokenSource): Promise<ExportState> {
  const { base, group, since } = options;
  const level = group === undefined ? '' : `Group/${encodeURIComponent(group)}/`;
  const address = new URL(`${base.replace(/\/$/, '')}/${level}$export`);
  address.searchParams.set('_type', exportedTypes.join(','));
  address.searchParams.set('_outputFormat', 'application/fhir+ndjson');
  if (since !== undefined) address.searchParams.set('_since', since);
  const headers = { accept: 'application/fhir+json', prefer: 'respond-async' };
  const response = await authorised(address.href, headers, options, tokens);
  const status = response.headers.get('content-location');
  await response.body?.cancel();
  if (response.status !== 202 || status === null) {
    throw new ExportError('refused', `${response.status} ${address.href}`);
  }
  return { base, status: ownAddress(status, base) };
}

/** The place in the queue is on the server itself; the token is sent there. */
function ownAddress(address: string, base: string): string {
  const found = secure(new URL(address, base).href);
  if (found.origin !== new URL(base).origin) throw new ExportError('insecure', address);
  return found.href;
}

const usualWait = 5_000;

async function waited(
  status: string,
  options: BulkOptions,
  tokens: TokenSource,
): Promise<Manifest> {
  const { ports, mostMinutes = 24 * 60 } = options;
  const end = ports.now() + mostMinutes * 60_000;
  while (ports.now() < end) {
    const response = await authorised(status, { accept: 'application/json' }, options, tokens);
    if (response.status === 200) return parseManifest(await response.json().catch(() => undefined));
    await response.body?.cancel();
    if (response.status !== 202) throw new ExportError('refused', `${response.status} ${status}`);
    options.progress?.({
      at: 'waiting',
      said: response.headers.get('x-progress')?.slice(0, 100) ?? '',
    });
    await ports.sleep(waitOf(response, ports.now(), usualWait));
  }
  throw new ExportError('too-slow', status);
}
