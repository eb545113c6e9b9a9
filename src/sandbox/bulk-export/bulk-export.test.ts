import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appUrl } from '../pretend-app.ts';
import { type Sandbox, startSandbox } from '../start.ts';

let ehr: Sandbox;
const keys = new Map<string, JWK>();

async function newKey(alg: string): Promise<JWK & { kid: string }> {
  const pair = await generateKeyPair(alg, { extractable: true });
  keys.set(alg, await exportJWK(pair.privateKey));
  return { ...(await exportJWK(pair.publicKey)), kid: alg, alg };
}

beforeAll(async () => {
  const client = {
    clientId: 'quality',
    keys: [await newKey('ES384'), await newKey('RS384')],
  };
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22', backendClients: [client] });
}, 60_000);
afterAll(() => ehr.close());

type Changed = Partial<{
  alg: string;
  kid: string;
  aud: string;
  iss: string;
  sub: string;
  jti: string;
  exp: number;
  scope: string;
}>;

async function askForToken(changed: Changed = {}): Promise<Response> {
  const { alg = 'ES384', kid = alg, scope = 'system/*.rs' } = changed;
  const now = Math.floor(Date.now() / 1000);
  const assertion = await new SignJWT({ jti: changed.jti ?? randomUUID() })
    .setProtectedHeader({ alg, kid, typ: 'JWT' })
    .setIssuer(changed.iss ?? 'quality')
    .setSubject(changed.sub ?? 'quality')
    .setAudience(changed.aud ?? `${ehr.url}/oauth/token`)
    .setExpirationTime(changed.exp ?? now + 300)
    .sign(await importJWK(keys.get(alg) ?? {}, alg));
  return fetch(`${ehr.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
}

type Headers = Record<string, string>;

async function signedIn(changed: Changed = {}): Promise<Headers> {
  const { access_token } = await (await askForToken(changed)).json();
  return { authorization: `Bearer ${access_token}` };
}

const order = (headers: Headers, query = '', level = ''): Promise<Response> =>
  fetch(`${ehr.fhirUrl}/${level}$export${query}`, {
    headers: { accept: 'application/fhir+json', prefer: 'respond-async', ...headers },
  });

type Named = { readonly type: string; readonly url: string; readonly count: number };
type Manifest = Record<'output' | 'deleted' | 'error', readonly Named[]> & {
  readonly transactionTime: string;
  readonly request: string;
  readonly requiresAccessToken: boolean;
};

async function manifestOf(ordered: Response, headers: Headers): Promise<Manifest> {
  const address = ordered.headers.get('content-location') ?? '';
  for (let tries = 0; tries < 50; tries += 1) {
    const response = await fetch(address, { headers });
    if (response.status === 200) return response.json();
    await setTimeout(100);
  }
  throw new Error('the export was never ready');
}

const linesOf = async ({ url }: Named, headers: Headers): Promise<readonly { id: string }[]> =>
  (await (await fetch(url, { headers })).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a program that signs in as itself', () => {
  test.each(['ES384', 'RS384'])('gets a token for five minutes with %s', async (alg) => {
    const response = await askForToken({ alg });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'system/*.rs',
    });
  });

  test.each<[string, Changed]>([
    ['an assertion for somebody else', { aud: 'https://other.example/token' }],
    ['an assertion that lives too long', { exp: Math.floor(Date.now() / 1000) + 3600 }],
    ['an assertion that is over', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['another issuer', { iss: 'another' }],
    ['another subject', { sub: 'another' }],
    ['a key nobody registered', { kid: 'another' }],
    ['nothing but writing', { scope: 'system/*.cud' }],
    ["a patient's scope", { scope: 'patient/*.rs' }],
  ])('is turned away with %s', async (_what, changed) => {
    expect((await askForToken(changed)).status).toBeGreaterThanOrEqual(400);
  });

  test('an assertion is good once', async () => {
    const jti = randomUUID();
    expect((await askForToken({ jti })).status).toBe(200);
    expect((await askForToken({ jti })).status).toBe(401);
  });
});

describe('an export in bulk', () => {
  test('is ordered, waited for and fetched, and holds everything of the types asked for', async () => {
    const headers = await signedIn();
    const ordered = await order(headers, '?_type=Patient,Encounter');
    expect(ordered.status).toBe(202);
    const waiting = await fetch(ordered.headers.get('content-location') ?? '', { headers });
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([202, '1']);
    const manifest = await manifestOf(ordered, headers);
    expect(manifest).toMatchObject({ requiresAccessToken: true, deleted: [], error: [] });
    expect(manifest.output.map(({ type }) => type)).toEqual(['Encounter', 'Patient']);
    for (const file of manifest.output) {
      const lines = await linesOf(file, headers);
      expect(lines).toHaveLength(file.count);
      expect(lines).toHaveLength(ehr.control.resources(file.type).length);
    }
  });

  test('of a clinic holds its patients only', async () => {
    const headers = await signedIn();
    const ordered = await order(headers, '?_type=Patient', 'Group/akutmottagningen/');
    const [file] = (await manifestOf(ordered, headers)).output;
    const ids = file ? (await linesOf(file, headers)).map(({ id }) => id) : [];
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThan(ehr.control.resources('Patient').length);
    expect((await order(headers, '', 'Group/nobody/')).status).toBe(404);
  });

  test('with _since holds what has changed, and names what is gone', async () => {
    const headers = await signedIn();
    const { transactionTime: since } = await manifestOf(await order(headers), headers);
    await ehr.control.delete('DocumentReference', 'anna-anteckning');
    const manifest = await manifestOf(await order(headers, `?_since=${since}`), headers);
    expect(manifest.output).toEqual([]);
    const [file] = manifest.deleted;
    expect(file && (await linesOf(file, headers))).toEqual([
      {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [{ request: { method: 'DELETE', url: 'DocumentReference/anna-anteckning' } }],
      },
    ]);
  });

  test('says in an error file what the token may not read', async () => {
    const headers = await signedIn({ scope: 'system/Patient.rs' });
    const manifest = await manifestOf(await order(headers, '?_type=Patient,Task'), headers);
    expect(manifest.output.map(({ type }) => type)).toEqual(['Patient']);
    const [file] = manifest.error;
    expect(JSON.stringify(file && (await linesOf(file, headers)))).toContain('Task');
  });

  test('a token that ends in the middle opens nothing more', async () => {
    const headers = await signedIn();
    const manifest = await manifestOf(await order(headers, '?_type=Patient'), headers);
    ehr.control.expireTokens();
    expect((await fetch(manifest.output[0]?.url ?? '', { headers })).status).toBe(401);
    const again = await signedIn();
    expect((await fetch(manifest.output[0]?.url ?? '', { headers: again })).status).toBe(200);
  });

  test('is gone once it is taken back', async () => {
    const headers = await signedIn();
    const address = (await order(headers)).headers.get('content-location') ?? '';
    expect((await fetch(address, { method: 'DELETE', headers })).status).toBe(202);
    expect((await fetch(address, { headers })).status).toBe(404);
  });

  test.each([
    ['without a token', {}, '', 401],
    ['with a token of the portal', { portal: 'anna' }, '', 403],
    ['without Prefer', { prefer: 'return=minimal' }, '', 400],
    ['in another format', {}, '?_outputFormat=text/csv', 400],
    ['with a type that is none', {}, '?_type=Person,Persona', 400],
    ['with _since that is no instant', {}, '?_since=2026', 400],
    ['with a parameter nobody knows', {}, '?_typeFilter=Patient', 400],
  ])('is refused %s', async (how, changed: Headers, query, status) => {
    const { portal, ...rest } = changed;
    const token = how === 'without a token' ? {} : await signedIn();
    const own = portal ? { authorization: `Bearer ${ehr.control.portalToken(portal)}` } : token;
    expect((await order({ ...own, ...rest }, query)).status).toBe(status);
  });
});
