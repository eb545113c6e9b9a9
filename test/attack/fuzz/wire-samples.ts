import { type FhirReply, TransportError } from '../../../src/fhir/index.ts';
import { readReply } from '../../../src/session/fhir-reply.ts';
import { LaunchError } from '../../../src/session/launch-problem.ts';
import type { RedirectRecord } from '../../../src/session/redirect-record.ts';

export const base = 'https://ehr.example/fhir';
export const known = [{ issuer: base, clientId: 'app', scopes: ['launch'] }];
export const isLaunchError = (error: unknown): boolean => error instanceof LaunchError;
export const isTransportError = (error: unknown): boolean => error instanceof TransportError;

export const record: RedirectRecord = {
  state: 'a-state',
  nonce: 'a-nonce',
  verifier: 'a-verifier',
  fhirBase: base,
  clientId: 'app',
  redirectUrl: 'https://app.example/launch/app.html',
  scope: 'launch openid patient/*.rs',
  tokenEndpoint: `${base}/token`,
  issuer: base,
  namesItself: true,
  begunAt: 0,
};

export const ports = {
  fetch: async () => new Response(''),
  location: { href: 'https://app.example/launch/app.html', replace: () => undefined },
  replaceAddress: () => undefined,
  crypto: globalThis.crypto,
  now: () => 1000,
};

export const answering = (body: unknown): typeof fetch => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return async () => new Response(text, { headers: { 'content-type': 'application/json' } });
};

/** The only addresses that may come out of anything here. */
export function stays(address: string): boolean {
  const { origin, pathname, username, password } = new URL(address);
  const inside = pathname === '/fhir' || pathname.startsWith('/fhir/');
  if (origin === 'https://ehr.example' && inside && username + password === '') return true;
  throw new Error(`leads out: ${address}`);
}

export const bundle = {
  resourceType: 'Bundle',
  type: 'searchset',
  link: [{ relation: 'next', url: `${base}?page=2` }],
  entry: [
    {
      fullUrl: `${base}/Observation/1`,
      resource: {
        resourceType: 'Observation',
        id: '1',
        status: 'final',
        code: {
          coding: [
            {
              system: 'https://tryggfraga.example/fhir/CodeSystem/question',
              code: 'health-questions',
            },
          ],
        },
        subject: { reference: 'Patient/anna' },
        effectiveDateTime: '2026-01-01T10:00:00Z',
        valueCodeableConcept: {
          coding: [
            {
              system: 'https://tryggfraga.example/fhir/CodeSystem/occasion-result',
              code: 'negative',
            },
          ],
        },
      },
    },
    {
      resource: {
        resourceType: 'Task',
        id: '2',
        identifier: [{ system: 'https://tryggfraga.example/fhir/sid/occasion', value: 'k' }],
        status: 'requested',
        intent: 'order',
        for: { reference: 'Patient/anna' },
        focus: { reference: 'ServiceRequest/3' },
        authoredOn: '2026-01-01T10:00:00Z',
      },
    },
    {
      resource: {
        resourceType: 'ServiceRequest',
        id: '3',
        status: 'active',
        intent: 'order',
        subject: { reference: 'Patient/anna' },
        performer: [{ display: 'Kurator' }],
      },
    },
  ],
};

export const capability = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'transaction' }],
      resource: ['QuestionnaireResponse', 'Observation', 'Task'].map((type) => ({
        type,
        interaction: [{ code: 'create' }, { code: 'read' }, { code: 'search-type' }],
      })),
    },
  ],
};

export const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'invalid', details: { text: 'a' }, expression: ['b'] }],
};

export const patient = {
  resourceType: 'Patient',
  id: 'anna',
  meta: {
    security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
  },
  identifier: [{ system: 'urn:oid:1.2.752.129.2.1.3.1', value: '19800101-0000' }],
  name: [{ use: 'official', text: 'Anna', given: ['Anna'], family: 'A', period: { end: '2020' } }],
  birthDate: '1980-01-01',
  communication: [{ language: { coding: [{ code: 'sv' }] }, preferred: true }],
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired',
      valueBoolean: true,
    },
  ],
};

/** An answer of the server as the app takes it in: what is not FHIR in shape never gets further. */
export async function taken(body: unknown): Promise<FhirReply> {
  const headers = { 'content-type': 'application/fhir+json' };
  return readReply(new Response(JSON.stringify(body), { headers }), 0);
}

export const addressWords = [
  ...['https://', 'http://', 'javascript:', '//', '@', ':80', '%2e%2e', '../', '\\', '#', '?', '&'],
  ...[
    'iss=',
    'launch=',
    'state=',
    'code=',
    'error=',
    'evil.example',
    'ehr.example',
    '/fhir',
    '%00',
  ],
  ...[
    'clientId=',
    'fhirServiceUrl=',
    '.',
    '[::1]',
    '127.0.0.1',
    'a-state',
    encodeURIComponent(base),
  ],
];
