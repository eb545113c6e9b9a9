import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTab, type Tab } from '../../test/launch/tab.ts';
import { begin, finish, type Session } from './index.ts';
import refusals from './launch-refusals.json' with { type: 'json' };

/** A small strict EHR over HTTP whose every answer a test may spoil. */
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const redirectUrl = 'http://127.0.0.1:9/launch/app.html';
const code = 'c+o/d=e & 100%';
const requests: string[] = [];
let server: Server;
let origin = '';
let asked = new URLSearchParams();
type Spoil = 'configuration' | 'tokenAnswer' | 'claims' | 'callback';
let spoiled: { readonly [part in Spoil]?: Readonly<Record<string, unknown>> } = {};

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(() => {
  requests.length = 0;
  spoiled = {};
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', origin);
  requests.push(`${request.method} ${pathname}`);
  const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
  const [status, body] = reply(pathname, form, request.headers.authorization);
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

function reply(
  pathname: string,
  form: URLSearchParams,
  authorization: string | undefined,
): readonly [status: number, body: unknown] {
  switch (pathname) {
    case '/registrations.json':
      return [200, registrations()];
    case '/fhir/.well-known/smart-configuration':
      return [200, smartConfiguration()];
    case '/jwks':
      return [200, { keys: [keys.publicKey.export({ format: 'jwk' })] }];
    case '/token':
      return exchange(form);
    case '/fhir/Patient/anna':
    case '/fhir/Patient/carl':
      if (authorization !== 'Bearer secret-access') return [401, {}];
      return [200, { resourceType: 'Patient', id: 'anna', name: [{ text: 'Anna Åberg' }] }];
    default:
      return [404, {}];
  }
}

const registrations = () => [
  { issuer: `${origin}/fhir`, clientId: 'app', scopes: ['launch', 'openid', 'patient/Patient.r'] },
];

const smartConfiguration = () => ({
  issuer: origin,
  authorization_endpoint: '../authorize?tenant=1',
  token_endpoint: `${origin}/token`,
  jwks_uri: `${origin}/jwks`,
  code_challenge_methods_supported: ['S256'],
  ...spoiled.configuration,
});

function exchange(form: URLSearchParams): readonly [status: number, body: unknown] {
  const verifier = form.get('code_verifier') ?? '';
  const fits =
    form.get('grant_type') === 'authorization_code' &&
    form.get('code') === code &&
    form.get('redirect_uri') === redirectUrl &&
    form.get('client_id') === 'app' &&
    createHash('sha256').update(verifier).digest('base64url') === asked.get('code_challenge');
  if (!fits) return [400, { error: 'invalid_grant' }];
  return [200, { ...granted(), id_token: idToken(), ...spoiled.tokenAnswer }];
}

const granted = () => ({
  access_token: 'secret-access',
  token_type: 'Bearer',
  expires_in: '600',
  refresh_token: 'secret-refresh',
  scope: 'launch openid patient/Patient.r',
  patient: 'anna',
  encounter: 'visit-1',
  intent: 'screening',
  fhirContext: [
    { canonical: 'https://example.org/Questionnaire/q|1', type: 'Questionnaire' },
    { canonical: 'https://example.org/Questionnaire/other', role: 'draft' },
  ],
});

function idToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const body = {
    iss: origin,
    sub: 'u',
    aud: 'app',
    exp: now + 300,
    nonce: asked.get('nonce'),
    fhirUser: `${origin}/fhir/Practitioner/asa`,
    name: 'Åsa Öberg',
    ...spoiled.claims,
  };
  const part = (each: unknown): string => Buffer.from(JSON.stringify(each)).toString('base64url');
  const signed = `${part({ alg: 'RS256' })}.${part(body)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), keys.privateKey).toString('base64url')}`;
}

const opening = (parameters: Record<string, string>): Tab =>
  openTab(`http://127.0.0.1:9/launch/index.html?${new URLSearchParams(parameters)}`);
const beginIn = ({ ports }: Tab): Promise<void> =>
  begin(ports, { registrationsUrl: `${origin}/registrations.json`, redirectUrl });

/** The whole way: from the chart, through the login, and back. */
async function launch(window: Tab = opening({ iss: `${origin}/fhir`, launch: randomUUID() })) {
  await beginIn(window);
  asked = new URL(window.at).searchParams;
  const back = { code, state: asked.get('state') ?? '', ...spoiled.callback };
  window.at = `${redirectUrl}?${new URLSearchParams(back)}`;
  return finish(window.ports, { redirectUrl });
}

const stops = (doing: Promise<unknown>, problem: object) =>
  expect(doing).rejects.toMatchObject({ name: 'LaunchError', ...problem });

describe('opening the app from a chart', () => {
  test('gives the patient, the visit, the clinician and the questionnaire the EHR named', async () => {
    const session: Session = await launch();
    expect(session.patient).toMatchObject({ id: 'anna', name: 'Anna Åberg' });
    expect(session.encounter).toEqual({ reference: 'Encounter/visit-1' });
    expect(session.user).toEqual({ reference: 'Practitioner/asa', name: 'Åsa Öberg' });
    expect(session.questionnaires).toEqual(['https://example.org/Questionnaire/q|1']);
    expect(session).toMatchObject({ intent: 'screening', showPatientBanner: true });
    expect(session.grant.may('read', 'Patient')).toBe(true);
    expect(session.grant.may('create', 'Observation')).toBe(false);
  });

  test('asks the login for exactly what SMART requires, where the EHR said', async () => {
    const window = opening({ iss: `${origin}/fhir`, launch: 'abc' });
    await beginIn(window);
    const address = new URL(window.at);
    const sent = Object.fromEntries(address.searchParams);
    expect(address.origin + address.pathname).toBe(`${origin}/authorize`);
    expect(sent).toMatchObject({
      tenant: '1',
      response_type: 'code',
      client_id: 'app',
      redirect_uri: redirectUrl,
      aud: `${origin}/fhir`,
      launch: 'abc',
      scope: 'launch openid patient/Patient.r',
      code_challenge_method: 'S256',
    });
    expect(sent['state']).toMatch(/^[\w-]{43}$/);
    expect(sent['nonce']).toMatch(/^[\w-]{43}$/);
    expect(sent['nonce']).not.toBe(sent['state']);
  });

  test('without a launch value, the EHR is asked to let the clinician choose the patient', async () => {
    const window = opening({ iss: `${origin}/fhir` });
    await beginIn(window);
    const { searchParams } = new URL(window.at);
    expect(searchParams.get('scope')).toBe('launch/patient openid patient/Patient.r');
    expect(searchParams.has('launch')).toBe(false);
  });

  test('leaves nothing in storage and nothing in the address', async () => {
    const window = opening({ iss: `${origin}/fhir`, launch: 'abc' });
    await beginIn(window);
    expect([...window.stored.values()].join()).not.toMatch(/secret|anna|abc/i);
    const afterwards = opening({ iss: `${origin}/fhir`, launch: 'abc' });
    await launch(afterwards);
    expect(afterwards.stored.size).toBe(0);
    expect(afterwards.at).toBe(redirectUrl);
  });

  test('after a reload the app says it must be opened from the chart again', async () => {
    const window = opening({ iss: `${origin}/fhir`, launch: 'abc' });
    await launch(window);
    await stops(finish(window.ports, { redirectUrl }), { code: 'not-launched' });
  });
});

describe('a launch that does not hold stops before anything is shown', () => {
  test.each(refusals)('$name', async ({ spoil, code: expected, detail }) => {
    spoiled = spoil;
    await stops(launch(), { code: expected, ...(detail && { detail }) });
  });

  test('an answer that no login in this tab asked for costs no request', async () => {
    const window = openTab(`${redirectUrl}?code=${code}&state=x`);
    await stops(finish(window.ports, { redirectUrl }), { code: 'state-mismatch' });
    expect(requests).toEqual([]);
    expect(window.at).toBe(redirectUrl);
  });
});
