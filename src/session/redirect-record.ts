import * as z from 'zod/mini';
import type { BrowserPorts } from './browser-ports.ts';
import { LaunchError } from './launch-problem.ts';

const key = 'launch';
const lifeMs = 5 * 60_000;

/** All that is remembered while the EHR's login has the window: no token, no patient, no person. */
const redirectRecord = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  fhirBase: z.string(),
  clientId: z.string(),
  redirectUrl: z.string(),
  scope: z.string(),
  tokenEndpoint: z.string(),
  issuer: z.optional(z.string()),
  keysUrl: z.optional(z.string()),
  /** The server promised to name itself in the answer (RFC 9207). */
  namesItself: z.boolean(),
  begunAt: z.number(),
});

export type RedirectRecord = z.infer<typeof redirectRecord>;

/** Throws `storage-denied` where the browser lets this page remember nothing (a frame on another site). */
export function checkStorage(ports: BrowserPorts): void {
  withStorage(ports, (storage) => {
    storage.setItem(key, '');
    storage.removeItem(key);
  });
}

export function keepRecord(ports: BrowserPorts, record: RedirectRecord): void {
  withStorage(ports, (storage) => storage.setItem(key, JSON.stringify(record)));
}

/** Reads the record and removes it, whatever it says: a second try finds nothing. */
export function takeRecord(ports: BrowserPorts): RedirectRecord | undefined {
  const text = withStorage(ports, (storage) => {
    const found = storage.getItem(key);
    storage.removeItem(key);
    return found;
  });
  const record = redirectRecord.safeParse(text === null ? undefined : fromJson(text));
  if (!record.success) return undefined;
  const age = ports.now() - record.data.begunAt;
  return age >= 0 && age <= lifeMs ? record.data : undefined;
}

type Remembering = ReturnType<BrowserPorts['storage']>;

function withStorage<T>(ports: BrowserPorts, use: (storage: Remembering) => T): T {
  try {
    return use(ports.storage());
  } catch (cause) {
    throw new LaunchError('storage-denied', undefined, cause);
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours: the same as no record.
    return undefined;
  }
}
