import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { importJWK, type JWK } from 'jose';
import { z } from 'zod';
import {
  type BackendClient,
  bulkExport,
  type Exported,
  type ExportProgress,
  liveSearch,
  type Ports,
  tokenSource,
} from './export/index.ts';

export type FetchOptions = {
  readonly base: string;
  readonly clientId: string;
  /** The client's private key: a JWK with kid, alg ES384 or RS384. */
  readonly key: unknown;
  readonly folder: string;
  readonly group?: string;
  readonly since?: string;
  /** Page by page instead of in bulk. */
  readonly live?: boolean;
  readonly progress?: (event: ExportProgress) => void;
};

const privateKey = z.looseObject({
  kty: z.string(),
  kid: z.string(),
  alg: z.enum(['ES384', 'RS384']),
  d: z.string(),
});

const scope = 'system/*.rs';

const ports: Ports = {
  fetch: (address, init) => fetch(address, init),
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
  newId: () => randomUUID(),
};

/** An export from a server into a folder, with the real network and clock. */
export async function fetchExport(options: FetchOptions): Promise<Exported> {
  const key = privateKey.parse(options.key) as JWK & BackendClient['key'];
  await importJWK(key, key.alg);
  const client: BackendClient = { clientId: options.clientId, key, scope };
  const { base, folder, group, since, progress } = options;
  if (options.live === true) {
    const tokens = tokenSource(base, client, ports);
    await liveSearch({ base, folder, token: tokens.get });
    return { transactionTime: new Date().toISOString(), errors: 0, deleted: [] };
  }
  const exported = await bulkExport({
    base,
    client,
    folder,
    ports,
    ...(group !== undefined && { group }),
    ...(since !== undefined && { since }),
    ...(progress !== undefined && { progress }),
  });
  // Nothing may have changed since: an empty file says so, where a missing one would be a mistake.
  await writeFile(join(folder, 'nothing-more.ndjson'), '', { mode: 0o600 });
  return exported;
}
