import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkIdToken } from './id-token.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const now = 1_800_000_000;
const good = {
  iss: 'https://ehr.example',
  sub: 'u1',
  aud: 'app',
  exp: now + 300,
  nonce: 'n',
  fhirUser: 'Practitioner/asa',
  name: 'Åsa Öberg ß — 李',
};
const part = (each: unknown): string => Buffer.from(JSON.stringify(each)).toString('base64url');
const jwk = (key: KeyObject, over: object = {}): object => ({
  ...key.export({ format: 'jwk' }),
  ...over,
});

function token(claims: object = {}, header: object = {}, key: KeyObject = privateKey): string {
  const signed = `${part({ alg: 'RS256', ...header })}.${part({ ...good, ...claims })}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

function check(text: string, keys: readonly object[] = [jwk(publicKey)]) {
  const expected = { issuer: good.iss, clientId: 'app', nonce: 'n', now: now * 1000 };
  return checkIdToken(text, { keys }, expected, globalThis.crypto.subtle);
}

describe('an identity that holds', () => {
  test('gives the name with every letter in it', async () => {
    expect(await check(token())).toMatchObject({ name: good.name, fhirUser: 'Practitioner/asa' });
  });

  test('is found among several keys when the token names none', async () => {
    const keys = [{ kty: 'EC' }, jwk(stranger.publicKey), { kty: 'RSA', n: '!', e: '?' }];
    await expect(check(token(), [...keys, jwk(publicKey)])).resolves.toMatchObject({ sub: 'u1' });
  });

  test('is found by the key it names', async () => {
    const keys = [jwk(stranger.publicKey, { kid: 'a' }), jwk(publicKey, { kid: 'b' })];
    await expect(check(token({}, { kid: 'b' }), keys)).resolves.toMatchObject({ sub: 'u1' });
  });

  test('may be for several, when this app is the one it was given to', async () => {
    const several = token({ aud: ['other', 'app'], azp: 'app' });
    await expect(check(several)).resolves.toMatchObject({ sub: 'u1' });
  });

  test('may be a minute off the clock', async () => {
    await expect(check(token({ exp: now - 30, nbf: now + 30 }))).resolves.toBeDefined();
  });
});

describe('an identity that does not hold', () => {
  test.each([
    ['another issuer', { iss: 'https://ehr.example/' }, 'iss'],
    ['another app', { aud: 'other' }, 'aud'],
    ['several apps and no one named', { aud: ['app', 'other'] }, 'azp'],
    ['given to another app', { aud: ['app', 'other'], azp: 'other' }, 'azp'],
    ['expired', { exp: now - 61 }, 'exp'],
    ['not valid yet', { nbf: now + 61 }, 'nbf'],
    ['another login', { nonce: 'm' }, 'nonce'],
    ['no nonce', { nonce: undefined }, 'claims'],
    ['no expiry', { exp: undefined }, 'claims'],
    ['an expiry in words', { exp: '2099' }, 'claims'],
    ['no subject', { sub: '' }, 'claims'],
  ])('%s', async (_name, claims, detail) => {
    const checked = check(token(claims));
    await expect(checked).rejects.toMatchObject({ code: 'identity-invalid', detail });
  });

  const unsigned = `${part({ alg: 'none' })}.${part(good)}.`;
  const [header, , signature] = token().split('.');
  test.each([
    ['signed by a stranger', token({}, {}, stranger.privateKey), 'signature'],
    [
      'changed after signing',
      `${header}.${part({ ...good, sub: 'u2' })}.${signature}`,
      'signature',
    ],
    ['naming a key that is not there', token({}, { kid: 'x' }), 'signature'],
    ['not signed', unsigned, 'form'],
    ['signed with a shared secret', token({}, { alg: 'HS256' }), 'form'],
    ['with an extension we do not know', token({}, { crit: ['exp'] }), 'form'],
    ['of two parts', 'a.b', 'form'],
    ['of four parts', `${token()}.x`, 'form'],
    ['not base64url', token().replace('.', '+.'), 'form'],
    ['not JSON', 'eA.eA.eA', 'form'],
    ['empty', '', 'form'],
  ])('%s', async (_name, text, detail) => {
    await expect(check(text)).rejects.toMatchObject({ code: 'identity-invalid', detail });
  });

  test('whatever single letter is changed, it no longer holds', async () => {
    const text = token();
    for (let at = 0; at < text.length - 1; at += 17) {
      const other = text[at] === 'A' ? 'B' : 'A';
      const changed = `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
      if (text[at] === '.') continue;
      await expect(check(changed)).rejects.toMatchObject({ code: 'identity-invalid' });
    }
  });

  test('keys that are no key set', async () => {
    const expected = { issuer: good.iss, clientId: 'app', nonce: 'n', now: now * 1000 };
    const checked = checkIdToken(token(), '<html>', expected, globalThis.crypto.subtle);
    await expect(checked).rejects.toMatchObject({ detail: 'signature' });
  });
});
