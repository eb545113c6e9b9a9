import { createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

export type Signing = {
  /** The public key, for whoever checks our calls. */
  readonly keySet: object;
  /** The Authorization header for one call (CDS Hooks 2.0.1, "Trusting CDS Clients"): each with a `jti` of its own. */
  authorization(endpoint: string): string;
};

const lifetime = 300;

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A new ES384 key; it lives as long as the demo. `issuer` is the EHR's address, `jku` where its keys are read. */
export function signing(issuer: string, jku: string, now: () => Date): Signing {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const kid = randomUUID();
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    keySet: { keys: [{ ...jwk, kid, use: 'sig', alg: 'ES384' }] },
    authorization: (endpoint) => {
      const iat = Math.floor(now().getTime() / 1000);
      const claims = { iss: issuer, aud: endpoint, iat, exp: iat + lifetime, jti: randomUUID() };
      const text = `${part({ alg: 'ES384', typ: 'JWT', kid, jku })}.${part(claims)}`;
      const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
      return `Bearer ${text}.${sign('sha384', Buffer.from(text), key).toString('base64url')}`;
    },
  };
}
