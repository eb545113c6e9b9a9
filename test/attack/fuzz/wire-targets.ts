import {
  type FhirReply,
  outcomeText,
  resourcesIn,
  TransportError,
} from '../../../src/fhir/index.ts';
import { chooseWay } from '../../../src/outbox/index.ts';
import { earlierOccasions } from '../../../src/record/index.ts';
import { belongsTo } from '../../../src/session/belongs-to.ts';
import { fhirAddress } from '../../../src/session/fhir-address.ts';
import { readReply } from '../../../src/session/fhir-reply.ts';
import { parseGrant } from '../../../src/session/grant.ts';
import { checkIdToken } from '../../../src/session/id-token.ts';
import { readLaunchContext } from '../../../src/session/launch-context.ts';
import { readLaunchParameters } from '../../../src/session/launch-parameters.ts';
import { LaunchError } from '../../../src/session/launch-problem.ts';
import { readLoginAnswer } from '../../../src/session/login-answer.ts';
import { readPatient } from '../../../src/session/patient-in-context.ts';
import { type RedirectRecord, takeRecord } from '../../../src/session/redirect-record.ts';
import { readRegistrations, registrationOf } from '../../../src/session/registrations.ts';
import { askForToken, lifetime } from '../../../src/session/token-endpoint.ts';
import { readUser } from '../../../src/session/user.ts';
import { configuration } from './configuration.ts';
import type { Target } from './fuzz.ts';

const base = 'https://ehr.example/fhir';
const known = [{ issuer: base, clientId: 'app', scopes: ['launch'] }];
const isLaunchError = (error: unknown): boolean => error instanceof LaunchError;
const isTransportError = (error: unknown): boolean => error instanceof TransportError;

const record: RedirectRecord = {
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

const ports = {
  fetch: async () => new Response(''),
  location: { href: 'https://app.example/launch/app.html', replace: () => undefined },
  replaceAddress: () => undefined,
  crypto: globalThis.crypto,
  now: () => 1000,
};

const answering = (body: unknown): typeof fetch => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return async () => new Response(text, { headers: { 'content-type': 'application/json' } });
};

/** The only addresses that may come out of anything here. */
function stays(address: string): boolean {
  const { origin, pathname, username, password } = new URL(address);
  const inside = pathname === '/fhir' || pathname.startsWith('/fhir/');
  if (origin === 'https://ehr.example' && inside && username + password === '') return true;
  throw new Error(`leads out: ${address}`);
}

const bundle = {
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

const capability = {
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

const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'invalid', details: { text: 'a' }, expression: ['b'] }],
};

const patient = {
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
async function taken(body: unknown): Promise<FhirReply> {
  const headers = { 'content-type': 'application/fhir+json' };
  return readReply(new Response(JSON.stringify(body), { headers }), 0);
}

const addressWords = [
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

/** What an EHR, its login and whoever made the launch address can say to the app. */
export const wireTargets: readonly Target[] = [
  {
    name: 'launch address',
    share: 30,
    seeds: [`https://app.example/launch/index.html?iss=${encodeURIComponent(base)}&launch=x`],
    words: addressWords,
    parse: (text: string) => {
      const query = text.slice(text.indexOf('?') + 1);
      const found = readLaunchParameters(`https://app.example/launch/index.html?${query}`);
      const { issuer } = registrationOf(found.issuer, known);
      if (issuer !== base) throw new Error('another issuer');
      return true;
    },
    own: isLaunchError,
  },
  {
    name: 'login answer',
    share: 25,
    seeds: [
      `?code=x&state=a-state&iss=${encodeURIComponent(base)}`,
      '?error=access_denied&state=a-state',
    ],
    words: addressWords,
    parse: (text: string) =>
      readLoginAnswer(`https://app.example/launch/app.html${text}`, record) !== '',
    own: isLaunchError,
  },
  {
    name: 'address in an answer',
    share: 30,
    seeds: [`${base}?page=2`, 'Patient/anna', `${base}/Observation/_search`],
    words: addressWords,
    parse: (text: string) => stays(fhirAddress(base, text)),
    own: isTransportError,
  },
  {
    name: 'registrations',
    share: 6,
    seeds: [[{ ...known[0], name: 'EHR', origins: ['https://login.example'] }]],
    parse: async (input) => (await readRegistrations(answering(input), '/r.json')).length > 0,
    own: isLaunchError,
  },
  {
    name: 'smart-configuration',
    share: 3,
    seeds: [
      {
        issuer: base,
        authorization_endpoint: 'authorize',
        token_endpoint: 'token',
        jwks_uri: 'keys',
        code_challenge_methods_supported: ['S256'],
        capabilities: ['launch-ehr'],
      },
    ],
    parse: configuration,
    own: isLaunchError,
  },
  {
    name: 'token answer',
    share: 8,
    seeds: [
      {
        access_token: 'x',
        token_type: 'Bearer',
        expires_in: 600,
        refresh_token: 'r',
        scope: 'launch patient/*.rs',
        patient: 'anna',
        encounter: 'today',
        need_patient_banner: true,
        fhirContext: [{ reference: 'Encounter/1', role: 'launch' }],
      },
    ],
    parse: async (input) => {
      const reply = await askForToken(answering(input), `${base}/token`, {});
      if (reply.kind !== 'granted') return false;
      lifetime(reply.answer);
      parseGrant(reply.answer.scope ?? '');
      return readLaunchContext(reply.answer).patientId !== '';
    },
    own: isLaunchError,
  },
  {
    name: 'scopes',
    share: 20,
    seeds: ['launch openid patient/*.cruds user/Observation.rs?category=survey patient/Task.read'],
    words: [
      'patient/',
      'user/',
      '*',
      '.',
      'cruds',
      '?',
      '&',
      '=',
      ' ',
      'system/',
      'write',
      'Observation',
    ],
    parse: (text: string) => parseGrant(text).may('create', 'Observation'),
  },
  {
    name: 'id_token',
    share: 4,
    seeds: [
      {
        head: { alg: 'RS256', kid: 'k' },
        body: {
          iss: base,
          sub: 's',
          aud: 'app',
          exp: 9e9,
          nonce: 'a-nonce',
          fhirUser: 'Practitioner/1',
        },
        keys: { keys: [{ kty: 'RSA', kid: 'k', n: 'AQAB', e: 'AQAB' }] },
      },
    ],
    parse: async (input: { head: unknown; body: unknown; keys: unknown } | null) => {
      const part = (value: unknown): string =>
        Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
      const token = `${part(input?.head)}.${part(input?.body)}.AAAA`;
      const expected = { issuer: base, clientId: 'app', nonce: 'a-nonce', now: 1000 };
      const claims = await checkIdToken(token, input?.keys, expected, globalThis.crypto.subtle);
      throw new Error(`believed without a signature: ${readUser(claims, base)?.reference}`);
    },
    own: isLaunchError,
  },
  {
    name: 'what was kept over the login',
    share: 15,
    seeds: [{ ...record }],
    parse: (input) =>
      takeRecord({
        ...ports,
        storage: () => ({
          getItem: () => JSON.stringify(input) ?? '',
          setItem: () => undefined,
          removeItem: () => undefined,
        }),
      }) !== undefined,
    own: isLaunchError,
  },
  {
    name: 'patient',
    share: 6,
    seeds: [patient],
    parse: async (input) => (await readPatient(() => taken(input), 'anna')).id === 'anna',
    own: isLaunchError,
  },
  {
    name: 'search answer',
    share: 8,
    seeds: [bundle],
    parse: async (input) => {
      const { resource } = await taken(input);
      if (!belongsTo('anna', base, resource) || resource?.resourceType !== 'Bundle') return false;
      earlierOccasions(resourcesIn(resource));
      return true;
    },
    own: isTransportError,
  },
  {
    name: 'CapabilityStatement',
    share: 8,
    seeds: [capability],
    parse: async (input) => {
      const { resource } = await taken(input);
      if (resource?.resourceType !== 'CapabilityStatement') return false;
      const record = { resourceType: 'Bundle', type: 'transaction', entry: bundle.entry } as never;
      return chooseWay(resource, () => true, record).way === 'transaction';
    },
    own: isTransportError,
  },
  {
    name: 'OperationOutcome',
    share: 8,
    seeds: [outcome],
    parse: async (input) => outcomeText((await taken(input)).resource) !== '',
    own: isTransportError,
  },
  {
    name: 'bytes of an answer',
    share: 8,
    seeds: [JSON.stringify(outcome), JSON.stringify(patient)],
    words: ['{', '}', '[', ']', '"', ':', ',', 'null', '\\u0000', '__proto__', '1e999', '\ufeff'],
    parse: async (text: string) => {
      const headers = { 'content-type': 'application/fhir+json' };
      return (await readReply(new Response(text, { headers }), 0)).resource !== undefined;
    },
    own: isTransportError,
  },
];
