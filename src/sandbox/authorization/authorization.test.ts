import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  appUrl,
  ask,
  askForTokens,
  authorize,
  launchFor,
  redeem,
  refresh,
  sentBack,
  tokensIn,
} from '../pretend-app.ts';
import { type Sandbox, startSandbox } from '../start.ts';

let ehr: Sandbox;
beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22' });
}, 60_000);
afterAll(() => ehr.close());
afterEach(() => {
  ehr.control.behave();
  ehr.control.withholdScopes([]);
});
const anna = () => ehr.control.launchUrl({ patient: 'anna' });

describe('An app that asks wrongly is turned away', () => {
  test.each([
    ['without a PKCE challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['with a challenge and no method', { code_challenge_method: undefined }],
    ['for another FHIR server', { aud: 'http://127.0.0.1:1/fhir' }],
    ['for no FHIR server', { aud: undefined }],
    ['with a launch nobody opened', { launch: 'made-up' }],
    ['without launch or a patient to pick', { launch: undefined }],
    ['for a token straight away', { response_type: 'token' }],
  ])('%s', async (_how, changed) => {
    const response = await authorize(ehr, anna(), changed);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(/[?#]error=/);
    expect(response.headers.get('location')).not.toMatch(/code=|token=/);
  });

  test.each([
    ['an unregistered redirect', { redirect_uri: 'http://127.0.0.1:4999/launch/app.html?x=1' }],
    ['another origin', { redirect_uri: 'https://other.example/app.html' }],
    ['an unknown client', { client_id: 'another' }],
  ])('with %s it is not even sent back', async (_what, changed) => {
    const response = await authorize(ehr, anna(), changed);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toContain('Det gick inte');
  });

  test('a launch is good once', async () => {
    const url = anna();
    expect(sentBack(await authorize(ehr, url)).get('code')).toBeTruthy();
    expect(sentBack(await authorize(ehr, url)).get('error')).toBe('invalid_request');
  });
});

describe('Redeeming the code', () => {
  test('gives tokens, context and a signed identity with the nonce', async () => {
    const fhirContext = [{ canonical: 'https://tryggfraga.example/fhir/Questionnaire/adult' }];
    const url = ehr.control.launchUrl({
      patient: 'anna',
      encounter: 'anna-idag',
      intent: 'screening',
      needPatientBanner: false,
      fhirContext,
    });
    const back = sentBack(await authorize(ehr, url));
    expect(back.get('iss')).toBe(ehr.url);
    const tokens = await tokensIn(await redeem(ehr, back.get('code') ?? ''));
    expect(tokens).toMatchObject({
      token_type: 'Bearer',
      patient: 'anna',
      encounter: 'anna-idag',
      intent: 'screening',
      need_patient_banner: false,
      fhirContext,
      expires_in: 600,
    });
    expect(tokens.access_token).not.toContain('.');
    expect(await claimsOf(tokens.id_token ?? '')).toMatchObject({
      iss: ehr.url,
      aud: 'tryggfraga',
      nonce: 'nonce-1',
      fhirUser: `${ehr.fhirUrl}/Practitioner/nurse`,
    });
  });

  test('twice takes back what the first gave', async () => {
    const code = sentBack(await authorize(ehr, anna())).get('code') ?? '';
    const { access_token } = await tokensIn(await redeem(ehr, code));
    expect((await redeem(ehr, code)).status).toBe(400);
    expect((await ask(ehr, access_token, '/Patient/anna')).status).toBe(401);
  });

  test('with the wrong verifier gives nothing', async () => {
    const code = sentBack(await authorize(ehr, anna())).get('code') ?? '';
    const response = await askForTokens(ehr, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: `${appUrl}app.html`,
      code_verifier: 'w'.repeat(64),
    });
    expect(response.status).toBe(400);
  });

  test('is open to the app from its own origin and to no other', async () => {
    const response = await refresh(ehr, 'none');
    expect(response.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4999');
    const other = await fetch(`${ehr.url}/oauth/token`, {
      method: 'POST',
      headers: { origin: 'https://other.example' },
      body: new URLSearchParams({ client_id: 'tryggfraga', grant_type: 'refresh_token' }),
    });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('works with a code that must be percent-encoded', async () => {
    ehr.control.misbehave('awkward-code');
    const code = sentBack(await authorize(ehr, anna())).get('code') ?? '';
    expect(code).toContain('+/=&%');
    expect((await redeem(ehr, code)).status).toBe(200);
  });
});

describe('Started outside the EHR', () => {
  test('the app is given the patient that is picked', async () => {
    const scope = 'openid launch/patient patient/Patient.r';
    const page = await authorize(ehr, anna(), { launch: undefined, scope });
    const [, href = ''] = /href="(\/valj\/bertil\?[^"]+)"/.exec(await page.text()) ?? [];
    const picked = await fetch(ehr.url + href.replaceAll('&amp;', '&'), { redirect: 'manual' });
    const back = await fetch(new URL(picked.headers.get('location') ?? '', ehr.url), {
      redirect: 'manual',
    });
    const tokens = await tokensIn(await redeem(ehr, sentBack(back).get('code') ?? ''));
    expect(tokens.patient).toBe('bertil');
  });
});

describe('Discovery', () => {
  test('says where things are, and that PKCE is S256 only', async () => {
    const found = await (await fetch(`${ehr.fhirUrl}/.well-known/smart-configuration`)).json();
    expect(found).toMatchObject({
      issuer: ehr.url,
      token_endpoint: `${ehr.url}/oauth/token`,
      code_challenge_methods_supported: ['S256'],
    });
    const openid = await (await fetch(`${ehr.url}/.well-known/openid-configuration`)).json();
    expect(openid.issuer).toBe(ehr.url);
    expect(openid.jwks_uri).toBe(found.jwks_uri);
  });

  test('can leave PKCE out, and be relative, when asked to misbehave', async () => {
    ehr.control.misbehave('no-code-challenge-methods');
    ehr.control.misbehave('relative-endpoints');
    const found = await (await fetch(`${ehr.fhirUrl}/.well-known/smart-configuration`)).json();
    expect(found.code_challenge_methods_supported).toBeUndefined();
    expect(found.token_endpoint).toBe('/oauth/token');
  });
});

describe('A spoiled identity', () => {
  test.each([
    ['id-token-wrong-issuer', { iss: 'https://other.example' }],
    ['id-token-wrong-audience', { aud: 'another-app' }],
    ['id-token-wrong-nonce', { nonce: 'another-nonce' }],
    ['id-token-expired', { exp: 1_600_000_300 }],
  ] as const)('%s is well signed and wrong', async (kind, wrong) => {
    ehr.control.misbehave(kind);
    const { id_token } = await launchFor(ehr, 'anna');
    expect(await claimsOf(id_token ?? '')).toMatchObject(wrong);
  });

  test('a bad signature does not verify, and an unsigned one has none', async () => {
    ehr.control.misbehave('id-token-bad-signature');
    const bad = await launchFor(ehr, 'anna');
    await expect(claimsOf(bad.id_token ?? '')).rejects.toThrow('signature');
    ehr.control.behave();
    ehr.control.misbehave('id-token-unsigned');
    const unsigned = await launchFor(ehr, 'anna');
    expect(unsigned.id_token?.endsWith('.')).toBe(true);
  });
});

/** The claims, once the signature is found good with the key this server publishes. */
async function claimsOf(jwt: string): Promise<object> {
  const { keys } = await (await fetch(`${ehr.url}/oauth/jwks`)).json();
  const key = createPublicKey({ key: keys[0] as JsonWebKey, format: 'jwk' });
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) {
    throw new Error('signature');
  }
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}
