import { createHmac, generateKeyPairSync } from 'node:crypto';
import { exportSPKI, importJWK } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../../test/cds/chart.ts';
import {
  claims,
  endpoint,
  header,
  issuer,
  now,
  part,
  production,
  published,
  type Signer,
  sign,
  signer,
} from '../../../test/cds/signing.ts';
import { unit } from '../../../test/cds/unit.ts';

let ec: Signer;
let rsa: Signer;
let stranger: Signer;
let es256: Signer;
let rs256: Signer;
let weak: Record<string, unknown>;
let weakKey: string;

beforeAll(async () => {
  ec = await signer('ES384', 'ec');
  rsa = await signer('RS384', 'rsa');
  stranger = await signer('ES384', 'ec');
  es256 = await signer('ES256', 'p256');
  rs256 = { ...rsa, alg: 'RS256', privateKey: (await signer('RS256', 'rsa')).privateKey };
  const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
  weak = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'weak', alg: 'RS384' };
  weakKey = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
});

const hmac = (alg: string, secret: string, head: object, body: object): string => {
  const input = `${part(head)}.${part(body)}`;
  return `${input}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(input)
    .digest('base64url')}`;
};
const flip = (token: string, at: number): string => {
  const replaced = token.at(at) === 'A' ? 'B' : 'A';
  const index = at < 0 ? token.length + at : at;
  return `${token.slice(0, index)}${replaced}${token.slice(index + 1)}`;
};
const middle = (token: string, body: object): string => {
  const [head, , signature] = token.split('.');
  return `${head}.${part(body)}.${signature}`;
};
const pem = async (): Promise<string> => {
  const key = await importJWK(ec.publicJwk, 'ES384', { extractable: true });
  return key instanceof Uint8Array ? '' : exportSPKI(key);
};
const bearer = (token: string): string => `Bearer ${token}`;
const bad = (more: object): Promise<string> => sign(ec, claims(more)).then(bearer);
const without = (name: string): Promise<string> => {
  const { [name]: _, ...rest } = claims();
  return sign(ec, rest).then(bearer);
};
const head = (more: object): Promise<string> =>
  sign(ec, claims(), { ...header, ...more }).then(bearer);
const headWithout = (name: 'kid' | 'typ'): Promise<string> => {
  const { [name]: _, ...rest } = header;
  return sign(ec, claims(), rest).then(bearer);
};

/** What arrives in the Authorization header. */
const corpus: Readonly<Record<string, () => Promise<string | undefined> | string>> = {
  'no header': async () => undefined,
  'an empty header': () => '',
  'the scheme alone': () => 'Bearer',
  'another scheme': async () => `Basic ${await sign(ec, claims())}`,
  'no scheme': () => sign(ec, claims()),
  'two tokens': async () => `Bearer ${await sign(ec, claims())} ${await sign(ec, claims())}`,
  'two parts': async () => bearer((await sign(ec, claims())).split('.').slice(0, 2).join('.')),
  'four parts': async () => bearer(`${await sign(ec, claims())}.AAAA`),
  'five parts, as an encrypted one': () => 'Bearer a.b.c.d.e',
  'dots only': () => 'Bearer ..',
  'not base64url': () => 'Bearer a+b/=.c.d',
  'header not JSON': async () => bearer(`${part('{')}.${part(claims())}.AAAA`),
  'header a list': () => bearer(`${part([])}.${part(claims())}.AAAA`),
  'claims not JSON': () => bearer(`${part(header)}.${part('nonsense')}.AAAA`),
  'claims null': () => bearer(`${part(header)}.${part('null')}.AAAA`),
  'a claim whose length is no number': () => bad({ jti: { length: { toString: 1, valueOf: 1 } } }),
  'a token too long': () => bad({ padding: 'x'.repeat(9000) }),
  'alg none, no signature': () => bearer(`${part({ ...header, alg: 'none' })}.${part(claims())}.`),
  'alg none, a signature': () => head({ alg: 'none' }),
  'alg None': () => head({ alg: 'None' }),
  'alg nOnE': () => head({ alg: 'nOnE' }),
  'HS256 with our client’s public key as secret': async () =>
    bearer(hmac('HS256', await pem(), { ...header, alg: 'HS256' }, claims())),
  'HS384 with the public key as secret': async () =>
    bearer(hmac('HS384', await pem(), { ...header, alg: 'HS384' }, claims())),
  'HS512 with the key set as secret': async () =>
    bearer(hmac('HS512', JSON.stringify(ec.publicJwk), { ...header, alg: 'HS512' }, claims())),
  'HS384 with an empty secret': () =>
    bearer(hmac('HS384', '', { ...header, alg: 'HS384' }, claims())),
  'ES256 instead of ES384': () => sign(es256, claims()).then(bearer),
  'ES256 signature called ES384': () => sign(es256, claims(), header).then(bearer),
  'RS256 instead of RS384': () => sign(rs256, claims()).then(bearer),
  'RS384 said of an EC key': () => head({ alg: 'RS384' }),
  'ES384 said of an RSA key': () => sign(rsa, claims(), { ...header, kid: 'rsa' }).then(bearer),
  PS384: () => head({ alg: 'PS384' }),
  EdDSA: () => head({ alg: 'EdDSA' }),
  ES512: () => head({ alg: 'ES512' }),
  'an RSA key of 1024 bits': async () => {
    const { createSign } = await import('node:crypto');
    const input = `${part({ ...header, alg: 'RS384', kid: 'weak' })}.${part(claims())}`;
    return bearer(`${input}.${createSign('RSA-SHA384').update(input).sign(weakKey, 'base64url')}`);
  },
  'a key of its own in the header': () =>
    sign(stranger, claims(), { ...header, jwk: stranger.publicJwk }).then(bearer),
  'a certificate chain in the header': () => head({ x5c: ['AAAA'] }),
  'a certificate address in the header': () => head({ x5u: 'https://evil.example/x' }),
  'a critical extension': () => sign(ec, claims(), { ...header, crit: ['exp'] }).then(bearer),
  'an unencoded payload (b64)': () => head({ b64: false }),
  'no kid': () => headWithout('kid'),
  'an empty kid': () => head({ kid: '' }),
  'a kid that is a path': () => head({ kid: '../../../../dev/null' }),
  'a kid that is a query': () => head({ kid: "' OR 1=1 --" }),
  'a kid of the prototype': () => head({ kid: '__proto__' }),
  'a kid that is a number': () => head({ kid: 7 }),
  'a kid of another key in the set': () => head({ kid: 'rsa' }),
  'a kid nobody published': () => head({ kid: 'never' }),
  'no typ': () => headWithout('typ'),
  'another typ': () => head({ typ: 'at+jwt' }),
  'jku of a stranger': () => head({ jku: 'https://evil.example/jwks.json' }),
  'jku with another path': () => head({ jku: 'https://ehr.example/jwks.json?x=1' }),
  'jku with another case': () => head({ jku: 'https://EHR.example/jwks.json' }),
  'jku with a user': () => head({ jku: 'https://ehr.example@evil.example/jwks.json' }),
  'jku of another client’s': () => head({ jku: 'https://other-ehr.example/jwks.json' }),
  'a stranger’s signature': () => sign(stranger, claims()).then(bearer),
  'one bit of the signature': async () => bearer(flip(await sign(ec, claims()), -8)),
  'half a signature': async () => bearer((await sign(ec, claims())).slice(0, -40)),
  'a signature of zeros': async () =>
    bearer((await sign(ec, claims())).replace(/[^.]+$/, Buffer.alloc(96).toString('base64url'))),
  'another’s claims under this signature': async () =>
    bearer(middle(await sign(ec, claims()), claims({ sub: 'admin' }))),
  'no iss': () => without('iss'),
  'an unknown iss': () => bad({ iss: 'https://evil.example' }),
  'iss with a slash more': () => bad({ iss: `${issuer}/` }),
  'iss a list': () => bad({ iss: [issuer] }),
  'no aud': () => without('aud'),
  'aud the base only': () => bad({ aud: 'https://cds.example' }),
  'aud another endpoint': () => bad({ aud: `${endpoint}/feedback` }),
  'aud with a slash more': () => bad({ aud: `${endpoint}/` }),
  'aud over http': () => bad({ aud: endpoint.replace('https', 'http') }),
  'aud an empty list': () => bad({ aud: [] }),
  'aud a list in a list': () => bad({ aud: [[endpoint]] }),
  'aud an object': () => bad({ aud: { 0: endpoint } }),
  'aud a list of everyone': () =>
    bad({ aud: [...Array(20).keys()].map((n) => `https://${n}.example`).concat(endpoint) }),
  'no exp': () => without('exp'),
  expired: () => bad({ iat: now - 400, exp: now - 100 }),
  'exp as text': () => bad({ exp: String(now + 300) }),
  'exp null': () => bad({ exp: null }),
  'exp before iat': () => bad({ iat: now, exp: now - 1 }),
  'exp negative': () => bad({ exp: -1 }),
  'no iat': () => without('iat'),
  'twenty minutes old, though not expired': () => bad({ iat: now - 1200, exp: now + 300 }),
  'from the future': () => bad({ iat: now + 600, exp: now + 900 }),
  'not valid yet': () => bad({ nbf: now + 600 }),
  'nbf as text': () => bad({ nbf: 'soon' }),
  'no jti': () => without('jti'),
  'an empty jti': () => bad({ jti: '' }),
  'jti a number': () => bad({ jti: 7 }),
  'jti without end': () => bad({ jti: 'x'.repeat(600) }),
  'another tenant': () => bad({ tenant: 'region-b' }),
  'no tenant where one is asked for': () => bad({ tenant: undefined }),
};

const clients = [
  { iss: issuer, jku: 'https://ehr.example/jwks.json', tenants: ['region-a'], fhirServers: [] },
  { iss: 'https://other-ehr.example', jku: 'https://other-ehr.example/jwks.json', fhirServers: [] },
];

/** Every member but the one that is wrong is right: the tenant too. */
const right = { tenant: 'region-a' };

describe('a token that is not right', () => {
  test('there are at least sixty kinds, and the one that is right passes', async () => {
    expect(Object.keys(corpus).length).toBeGreaterThanOrEqual(60);
    const { fetch } = published([ec.publicJwk, rsa.publicJwk, es256.publicJwk, weak]);
    const here = unit(production({ clients }), { fetch });
    const token = await sign(ec, claims(right));
    const answer = await here.ask('patient-view', call(), { authorization: bearer(token) });
    expect(answer.status).toBe(200);
  });

  test.each(Object.keys(corpus))('%s', async (name) => {
    const { fetch, seen } = published([ec.publicJwk, rsa.publicJwk, es256.publicJwk, weak]);
    const asked = name.includes('tenant')
      ? clients
      : clients.map(({ tenants: _, ...rest }) => rest);
    const here = unit(production({ clients: asked }), { fetch });
    const authorization = await corpus[name]?.();
    const answer = await here.ask('patient-view', call(), {
      ...(authorization !== undefined && { authorization }),
    });
    expect([answer.status, await answer.text(), [...answer.headers].sort()]).toEqual([
      401,
      '',
      [
        ['cache-control', 'no-store'],
        ['www-authenticate', 'Bearer'],
      ],
    ]);
    expect(seen.filter((url) => url !== 'https://ehr.example/jwks.json')).toEqual([]);
    expect(here.audited).toEqual([]);
  });
});
