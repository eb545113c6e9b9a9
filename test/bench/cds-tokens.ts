import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

/** Signs calls as an EHR does; one key for a whole run. */
export type Signing = { readonly jwk: Record<string, unknown>; make(): string };

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const issuer = 'https://ehr.bench';
export const publicUrl = 'https://cds.bench';
export const path = '/cds-services/health-questions-patient-view';

export function signing(): Signing {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const head = part({ alg: 'ES384', typ: 'JWT', kid: 'bench' });
  return {
    jwk: { ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'ES384' },
    make() {
      const now = Math.floor(Date.now() / 1000);
      const aud = `${publicUrl}${path}`;
      const claims = { iss: issuer, sub: 'bench', aud, iat: now, exp: now + 300 };
      const input = `${head}.${part({ ...claims, jti: randomUUID() })}`;
      const key = { key: privateKey, dsaEncoding: 'ieee-p1363' as const };
      return `${input}.${sign('sha384', Buffer.from(input), key).toString('base64url')}`;
    },
  };
}
