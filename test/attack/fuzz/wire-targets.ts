import { outcomeText, resourcesIn } from '../../../src/fhir/index.ts';
import { chooseWay } from '../../../src/outbox/index.ts';
import { earlierOccasions } from '../../../src/record/index.ts';
import { belongsTo } from '../../../src/session/belongs-to.ts';
import { fhirAddress } from '../../../src/session/fhir-address.ts';
import { readReply } from '../../../src/session/fhir-reply.ts';
import { parseGrant } from '../../../src/session/grant.ts';
import { checkIdToken } from '../../../src/session/id-token.ts';
import { readLaunchContext } from '../../../src/session/launch-context.ts';
import { readLaunchParameters } from '../../../src/session/launch-parameters.ts';
import { readLoginAnswer } from '../../../src/session/login-answer.ts';
import { readPatient } from '../../../src/session/patient-in-context.ts';
import { takeRecord } from '../../../src/session/redirect-record.ts';
import { readRegistrations, registrationOf } from '../../../src/session/registrations.ts';
import { askForToken, lifetime } from '../../../src/session/token-endpoint.ts';
import { readUser } from '../../../src/session/user.ts';
import { configuration } from './configuration.ts';
import type { Target } from './fuzz.ts';

import {
  addressWords,
  answering,
  base,
  bundle,
  capability,
  isLaunchError,
  isTransportError,
  known,
  outcome,
  patient,
  ports,
  record,
  stays,
  taken,
} from './wire-samples.ts';

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
