import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  CapabilityStatement,
  FhirReply,
  FhirRequest,
  FhirResource,
} from '../../src/fhir/index.ts';
import { type Habits, type ModelServer, modelServer } from '../simulation/model-server.ts';
import { form } from '../simulation/occasion.ts';

/** A server as vendors describe theirs: what it says it can, and how it behaves. */
export type Profile = {
  readonly name: 'full' | 'oracle-like' | 'cosmic-like' | 'read-only';
  readonly habits: Habits;
  /** Type → what it offers of it. */
  readonly offers: Readonly<
    Record<string, readonly ('create' | 'read' | 'search-type' | 'update')[]>
  >;
};

const everything = ['create', 'read', 'search-type', 'update'] as const;
const look = ['read', 'search-type'] as const;
const answers = 'QuestionnaireResponse';
const record = [answers, 'Observation', 'ServiceRequest', 'Task', 'Provenance'];
const sure = { gapMs: 0, ignoresConditions: false, lagMs: 0, silent: false } as const;
const only = (offer: readonly (typeof everything)[number][]) =>
  Object.fromEntries(record.map((type) => [type, offer]));

export const profiles: Readonly<Record<Profile['name'], Profile>> = {
  full: { name: 'full', habits: { ...sure, bundles: 'transaction' }, offers: only(everything) },
  'oracle-like': {
    name: 'oracle-like',
    habits: {
      ...sure,
      bundles: 'none',
      ignoresConditions: true,
      silent: true,
      cannotCreate: record,
    },
    offers: {
      ...only(look),
      QuestionnaireResponse: ['read', 'search-type', 'update'],
      DocumentReference: ['create', 'read', 'search-type'],
    },
  },
  'cosmic-like': {
    name: 'cosmic-like',
    habits: {
      ...sure,
      bundles: 'none',
      cannotCreate: [...record.filter((type) => type !== answers), 'DocumentReference'],
      knownForms: [form],
    },
    offers: {
      QuestionnaireResponse: ['create', 'read', 'search-type'],
      ServiceRequest: ['read'],
      Task: ['read'],
    },
  },
  'read-only': {
    name: 'read-only',
    habits: { ...sure, bundles: 'none', cannotCreate: [...record, 'DocumentReference'] },
    offers: only(look),
  },
};

export function capabilityOf({ offers, habits }: Profile): CapabilityStatement {
  const resource = Object.entries(offers).map(([type, codes]) => ({
    type,
    interaction: codes.map((code) => ({ code })),
  }));
  const interaction = habits.bundles === 'transaction' ? [{ code: 'transaction' }] : [];
  const rest = [{ mode: 'server', interaction, resource }];
  return { resourceType: 'CapabilityStatement', rest } as unknown as CapabilityStatement;
}

export type FhirServer = {
  readonly port: number;
  readonly model: ModelServer;
  readonly close: () => Promise<void>;
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}

function asked(request: IncomingMessage, text: string): FhirRequest {
  const path = (request.url ?? '').replace(/^\/fhir\/?/, '');
  const method = request.method === 'PUT' ? 'PUT' : request.method === 'POST' ? 'POST' : 'GET';
  if (path.endsWith('/_search')) {
    return { method, path, search: Object.fromEntries(new URLSearchParams(text)) };
  }
  const { 'if-match': ifMatch, 'if-none-exist': ifNoneExist } = request.headers;
  return {
    method,
    path,
    ...(text && { body: JSON.parse(text) as FhirResource }),
    ...(ifMatch && { ifMatch }),
    ...(typeof ifNoneExist === 'string' && { ifNoneExist }),
  };
}

const anna: FhirReply = { status: 200, resource: { resourceType: 'Patient', id: 'anna' } };

function answer(response: ServerResponse, reply: FhirReply): void {
  const { status, resource, location, etag } = reply;
  response.writeHead(status, {
    'Content-Type': 'application/fhir+json',
    Connection: 'close',
    ...(location && { Location: location }),
    ...(etag && { ETag: etag }),
  });
  response.end(resource === undefined ? '' : JSON.stringify(resource));
}

async function serve(
  profile: Profile,
  model: ModelServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await bodyOf(request);
  if (request.url === '/token') {
    const token = { access_token: 'new', token_type: 'Bearer', expires_in: 300, scope: '' };
    response.writeHead(200, { 'Content-Type': 'application/json', Connection: 'close' });
    response.end(JSON.stringify(token));
    return;
  }
  const wanted = asked(request, text);
  if (wanted.path === 'metadata')
    answer(response, { status: 200, resource: capabilityOf(profile) });
  else if (wanted.path === 'Patient/anna') answer(response, anna);
  else answer(response, model.take(wanted).finish());
}

/** The simulation's server, on a real socket. */
export async function startServer(profile: Profile): Promise<FhirServer> {
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    return `r${String(ids).padStart(4, '0')}`;
  };
  const model = modelServer(profile.habits, { now: () => performance.now(), newId });
  const server = createServer((request, response) => {
    serve(profile, model, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { port, model, close };
}
