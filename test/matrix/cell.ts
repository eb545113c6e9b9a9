import type { FhirRequest, Transport } from '../../src/fhir/index.ts';
import { type Binding, bind, type Parcel, type Situation } from '../../src/outbox/index.ts';
import { holdAuthority } from '../../src/session/authority.ts';
import { createTransport } from '../../src/session/transport.ts';
import { noteOf, type Occasion, recordOf } from '../simulation/occasion.ts';
import { type FaultProxy, startProxy } from './fault-proxy.ts';
import type { WorldFault } from './faults.ts';
import { type FhirServer, type Profile, profiles, startServer } from './fhir-server.ts';

export const occasion: Occasion = { key: 'k', patient: 'Patient/anna' };

/** How the record goes; each cell that writes is run each way. */
export const ways = ['transaction', 'singles', 'document'] as const;
export type Way = (typeof ways)[number];

export type Cell = {
  readonly server: FhirServer;
  readonly proxy: FaultProxy;
  readonly way: Way;
  readonly parcel: Parcel;
  /** One window's transport and ports. */
  readonly window: () => Window;
  readonly close: () => Promise<void>;
};

export type Window = {
  readonly transport: Transport;
  readonly ports: {
    readonly transport: Transport;
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
    readonly random: () => number;
  };
  /** As when the window is looked at again. */
  readonly check: Binding['check'];
  /** What the world does to it comes at its next request that matches. */
  readonly strike: (fault: WorldFault, line: RegExp) => void;
};

/** Waits are shortened, so that a minute of patience is a third of a second. */
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms / 180));

function profileFor(way: Way, fault: unknown): Profile {
  const { full } = profiles;
  const bundles =
    way === 'transaction' ? (fault === 'batch in part' ? 'batch' : 'transaction') : 'none';
  const lagMs = fault === 'index behind' ? 40 : 0;
  return { ...full, habits: { ...full.habits, bundles, lagMs } };
}

const anna: Situation = {
  issuer: 'http://127.0.0.1/fhir',
  patient: occasion.patient,
  name: 'Anna',
  user: 'Practitioner/siv',
};

function changed(fault: WorldFault | undefined): Situation {
  if (fault === 'patient switched') return { ...anna, patient: 'Patient/bo' };
  return fault === 'user switched' ? { ...anna, user: 'Practitioner/eva' } : anna;
}

const lineOf = ({ method, path, search, body }: FhirRequest): string => {
  const searching = search !== undefined && !path.endsWith('_search');
  return `${search || (body && method === 'GET') ? 'POST' : method} /fhir/${path}${searching ? '/_search' : ''} `;
};

function openWindow(server: FhirServer, proxy: FaultProxy, meddle: () => void): Window {
  let struck: WorldFault | undefined;
  let pending: { readonly fault: WorldFault; readonly line: RegExp } | undefined;
  let slept = 0;
  const base = `http://127.0.0.1:${proxy.port}`;
  const ports = { fetch, now: () => Date.now() + slept };
  const token = { access_token: 'old', token_type: 'Bearer', expires_in: 300, refresh_token: 'r' };
  const authority = holdAuthority(ports, { tokenEndpoint: `${base}/token`, clientId: 'c' }, token);
  const options = { fhirBase: `${base}/fhir`, patientId: 'anna', authority, timeoutMs: 600 };
  const raw = createTransport(ports, options);
  const happens = (request: FhirRequest): void => {
    if (pending === undefined || !pending.line.test(lineOf(request))) return;
    struck = pending.fault;
    pending = undefined;
    if (struck === 'eight hours asleep') slept = 8 * 60 * 60 * 1_000;
    if (struck === 'batch in part') server.model.failNextEntry(1);
    if (struck === 'changed by another') meddle();
  };
  const binding = bind(anna, { current: () => changed(struck), onFrozen: () => undefined });
  const guarded = binding.guard(raw);
  const transport: Transport = async (request) => {
    happens(request);
    const reply = guarded(request);
    if (struck !== 'killed') return reply;
    await reply.catch(() => undefined);
    return new Promise(() => undefined);
  };
  return {
    transport,
    check: binding.check,
    ports: { transport, now: () => performance.now() + slept, sleep, random: () => 0.5 },
    strike: (fault, line) => {
      pending = { fault, line };
    },
  };
}

/** `meddle`: what somebody else does to the server when that is the fault. */
export async function openCell(
  way: Way,
  fault: unknown,
  meddle: (cell: Cell) => void = () => undefined,
  profile = profileFor(way, fault),
): Promise<Cell> {
  const server = await startServer(profile);
  const proxy = await startProxy(() => server.port);
  const bundle = way === 'document' ? noteOf(occasion, 'a') : recordOf(occasion, 'a');
  const parcel: Parcel = {
    ...occasion,
    bundle,
    way: way === 'transaction' ? 'transaction' : 'singles',
  };
  const cell: Cell = {
    server,
    proxy,
    way,
    parcel,
    window: () => openWindow(server, proxy, () => meddle(cell)),
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
  return cell;
}
