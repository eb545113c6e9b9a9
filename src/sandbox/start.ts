import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import {
  authorization,
  launches,
  type Misbehaviour,
  smartConfiguration,
} from './authorization/index.ts';
import type { LaunchRequest, LoggedRequest, SandboxControl } from './control.ts';
import { faults } from './faults.ts';
import { type Ehr, emptyEhr, fhirApi, fromStore, toStore } from './fhir-api/index.ts';
import { listener } from './listener.ts';
import { pages, problemPage } from './pages/index.ts';
import { everyone, nurse } from './people/index.ts';
import { spoiledAnswers } from './spoiled-answer.ts';

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
};

export type Sandbox = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The FHIR base, which is also the `iss` of a launch. */
  readonly fhirUrl: string;
  readonly control: SandboxControl;
  close(): Promise<void>;
};

const clientId = 'tryggfraga';

/** Starts the demo EHR with its people. Rejects with a RangeError for a host that others could reach. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  if (!['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new RangeError(`The demo EHR listens on this computer only, not on ${host}`);
  }
  const now = (): Date => new Date();
  const today = options.today ?? now().toISOString().slice(0, 10);
  const ehr = emptyEhr(now);
  await settle(ehr, options.seed ?? 1, today);
  const server = createServer();
  const url = await listen(server, options.port, host);
  const { answer, control } = assemble({ ehr, url, appUrl: options.appUrl, today, now });
  server.on('request', (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  return { url, fhirUrl: `${url}/fhir`, control, close: () => close(server) };
}

async function settle({ repository }: Ehr, seed: number, today: string): Promise<void> {
  await repository.withTransaction(async () => {
    for (const resource of everyone(seed, today)) {
      await repository.createResource(toStore(resource), { assignedId: true });
    }
  });
}

type Parts = {
  readonly ehr: Ehr;
  readonly url: string;
  readonly appUrl: string;
  readonly today: string;
  readonly now: () => Date;
};

function assemble({ ehr, url, appUrl, today, now }: Parts) {
  const fhirUrl = `${url}/fhir`;
  const opened = launches(now);
  const broken = faults();
  const misbehaviours = new Set<Misbehaviour>();
  const does = (kind: Misbehaviour): boolean => misbehaviours.has(kind);
  const log: LoggedRequest[] = [];
  let withheld: readonly string[] = [];
  const openLaunch = ({ user = nurse, ...context }: LaunchRequest): string =>
    opened.open({ ...context, user });
  const launchUrl = (launch: LaunchRequest): string =>
    `${appUrl}index.html?${new URLSearchParams({ iss: fhirUrl, launch: openLaunch(launch) })}`;
  const authority = authorization({
    issuer: url,
    fhirUrl,
    clientId,
    redirectUri: `${appUrl}app.html`,
    launches: opened,
    withheld: () => withheld,
    does,
    errorPage: problemPage,
  });
  const resources = (type?: string) => ehr.repository.all(type).map(fromStore);
  const site = new Hono();
  site.use('/fhir/*', spoiledAnswers(does));
  const { accessOf } = authority;
  const discovery = () => smartConfiguration(url, does);
  site.route('/fhir', fhirApi({ ehr, base: fhirUrl, origin: url, accessOf, discovery, now }));
  site.route(
    '/',
    pages({ resources, launchUrl, openLaunch, appOrigin: new URL(appUrl).origin, today }),
  );
  const answer = listener({
    faults: broken,
    log: (request) => log.push(request),
    site: async (request, response) => {
      await getRequestListener(site.fetch)(request, response);
    },
    authorization: authority.answer,
  });
  const control: SandboxControl = {
    fault: broken.add,
    clearFaults: broken.clear,
    misbehave: (kind) => void misbehaviours.add(kind),
    behave: () => misbehaviours.clear(),
    expireTokens: () => authority.store.forget('AccessToken'),
    revokeRefresh: () => authority.store.forget('RefreshToken'),
    withholdScopes: (scopes) => {
      withheld = scopes;
    },
    resources,
    requests: () => [...log],
    forgetRequests: () => {
      log.length = 0;
    },
    launchUrl,
  };
  return { answer, control };
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${isAddress(address) ? address.port : port}`);
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
