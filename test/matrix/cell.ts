import type { FhirRequest, Transport } from '../../src/fhir/index.ts';
import { bind, type Parcel, type Situation } from '../../src/outbox/index.ts';
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
  /** One window's transport and ports; what the world does to it comes at its next request with a body. */
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
  readonly strike: (fault: WorldFault) => void;
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

function openWindow(server: FhirServer, proxy: FaultProxy): Window {
  let struck: WorldFault | undefined;
  let pending: WorldFault | undefined;
  let slept = 0;
  const base = `http://127.0.0.1:${proxy.port}`;
  const ports = { fetch, now: () => Date.now() };
  const token = { access_token: 'old', token_type: 'Bearer', expires_in: 300, refresh_token: 'r' };
  const authority = holdAuthority(ports, { tokenEndpoint: `${base}/token`, clientId: 'c' }, token);
  const options = { fhirBase: `${base}/fhir`, patientId: 'anna', authority, timeoutMs: 200 };
  const raw = createTransport(ports, options);
  const happens = (request: FhirRequest): void => {
    if (pending === undefined || request.body === undefined) return;
    struck = pending;
    pending = undefined;
    if (struck === 'eight hours asleep') slept = 8 * 60 * 60 * 1_000;
    if (struck === 'batch in part') server.model.failNextEntry(1);
  };
  const { guard } = bind(anna, { current: () => changed(struck), onFrozen: () => undefined });
  const guarded = guard(raw);
  const transport: Transport = async (request) => {
    happens(request);
    const reply = guarded(request);
    if (struck !== 'killed') return reply;
    await reply.catch(() => undefined);
    return new Promise(() => undefined);
  };
  return {
    transport,
    ports: { transport, now: () => performance.now() + slept, sleep, random: () => 0.5 },
    strike: (fault) => {
      pending = fault;
    },
  };
}

export async function openCell(way: Way, fault: unknown): Promise<Cell> {
  const server = await startServer(profileFor(way, fault));
  const proxy = await startProxy(server.port);
  const bundle = way === 'document' ? noteOf(occasion, 'a') : recordOf(occasion, 'a');
  const parcel: Parcel = {
    ...occasion,
    bundle,
    way: way === 'transaction' ? 'transaction' : 'singles',
  };
  return {
    server,
    proxy,
    way,
    parcel,
    window: () => openWindow(server, proxy),
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
}
