import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FhirResource } from '../fhir/index.ts';
import { assemble, type Beside } from './assemble.ts';
import type { BackendClient } from './authorization/index.ts';
import type { SandboxControl } from './control.ts';
import { type Ehr, emptyEhr, toStore } from './fhir-api/index.ts';
import { everyone, people } from './people/index.ts';
import type { Labels } from './portal/index.ts';

export type SandboxOptions = {
  /** 0 takes any free port. */
  readonly port: number;
  /** A loopback address; anything else is refused. Default 127.0.0.1. */
  readonly host?: string;
  /** Where the app lives, with a slash at the end: `index.html` starts it, `app.html` is its redirect address. */
  readonly appUrl: string;
  /** The same seed gives the same people. */
  readonly seed?: number;
  /** The date (YYYY-MM-DD) that ages and visits are counted from; today when left out. */
  readonly today?: string;
  /** More to start with, such as earlier occasions in the app's own shape; the people's ids can be pointed at. */
  readonly also?: readonly FhirResource[];
  /** Whether the portal honours security labels, as some do and some do not. Default: honoured. */
  readonly labels?: Labels;
  /** Base address of a CDS Hooks service to ask when a chart is opened; a function when it is known only later. */
  readonly cdsUrl?: string | (() => string | undefined);
  /** The address others reach it by, when something stands in front of it, without a slash at the end. */
  readonly publicUrl?: string;
  /** Programs that may read in bulk with a key of their own (SMART Backend Services). */
  readonly backendClients?: readonly BackendClient[];
  /** Something more on the same origin, below `path`: the CDS Hooks service of `npm start`. */
  readonly beside?: Beside;
};

export type Sandbox = {
  /** `http://127.0.0.1:PORT`, or its public address. */
  readonly url: string;
  readonly port: number;
  /** The FHIR base, which is also the `iss` of a launch. */
  readonly fhirUrl: string;
  readonly control: SandboxControl;
  close(): Promise<void>;
};

/** Starts the demo EHR with its people. Rejects with a RangeError for a host that others could reach. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = '127.0.0.1', seed = 1, also = [], appUrl, beside, backendClients = [] } = options;
  if (!['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new RangeError(`The demo EHR listens on this computer only, not on ${host}`);
  }
  const now = (): Date => new Date();
  const today = options.today ?? now().toISOString().slice(0, 10);
  const ehr = emptyEhr(now);
  const start = [...everyone(seed, today), ...also];
  await settle(ehr, start);
  const original = new Set(start.map(({ resourceType, id }) => `${resourceType}/${id}`));
  const server = createServer();
  const port = await listen(server, options.port, host);
  const url = options.publicUrl ?? `http://127.0.0.1:${port}`;
  const inhabitants = people(seed);
  const cdsUrl = (): string | undefined =>
    typeof options.cdsUrl === 'function' ? options.cdsUrl() : options.cdsUrl;
  const labels = options.labels ?? 'honoured';
  const fixed = { ehr, original, people: inhabitants, url, appUrl, today, now, labels, cdsUrl };
  const parts = { ...fixed, backendClients, ...(beside && { beside }) };
  const { answer, control } = assemble(parts);
  server.on('request', (request, response) => {
    // Whatever was not answered is cut off, as a broken server would.
    answer(request, response).catch(() => response.destroy());
  });
  return { url, port, fhirUrl: `${url}/fhir`, control, close: () => close(server) };
}

async function settle({ repository }: Ehr, start: readonly FhirResource[]): Promise<void> {
  await repository.withTransaction(async () => {
    for (const resource of start) {
      await repository.createResource(toStore(resource), { assignedId: true });
    }
  });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(isAddress(address) ? address.port : port);
    });
  });
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
