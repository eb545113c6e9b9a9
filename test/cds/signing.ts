import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { noon } from './unit.ts';

export type Signer = {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: Record<string, unknown>;
};

export async function signer(alg: string, kid: string, options: object = {}): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true, ...options });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg } };
}

export const issuer = 'https://ehr.example';
export const jku = 'https://ehr.example/jwks.json';
export const endpoint = 'https://cds.example/cds-services/health-questions-patient-view';
/** Seconds, at the tests' noon. */
export const now = noon / 1000;

export const header = { alg: 'ES384', typ: 'JWT', kid: 'ec', jku };

let count = 0;
/** As an EHR makes them: five minutes, one use. */
export const claims = (more: object = {}): Record<string, unknown> => {
  count += 1;
  return {
    iss: issuer,
    sub: 'ehr-client',
    aud: endpoint,
    iat: now,
    exp: now + 300,
    jti: `jti-${count}`,
    ...more,
  };
};

export const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signed as said, whatever the header pretends. */
export async function sign(
  by: Signer,
  payload: Record<string, unknown>,
  head: Record<string, unknown> = { ...header, alg: by.alg, kid: by.kid },
): Promise<string> {
  const real = await new SignJWT(payload).setProtectedHeader({ alg: by.alg }).sign(by.privateKey);
  if (head['alg'] === by.alg) {
    return new SignJWT(payload)
      .setProtectedHeader(head as { alg: string })
      .sign(by.privateKey)
      .catch(() => `${part(head)}.${part(payload)}.${real.split('.')[2]}`);
  }
  return `${part(head)}.${part(payload)}.${real.split('.')[2]}`;
}

/** Settings of a unit in production, and the EHR's published keys. */
export const production = (more: object = {}) => ({
  publicUrl: 'https://cds.example',
  authentication: { mode: 'jwt', clients: [{ iss: issuer, jku, fhirServers: [] }], ...more },
});

export function published(keys: readonly unknown[]) {
  const seen: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    seen.push(String(input));
    return Response.json({ keys });
  };
  return { fetch, seen };
}
