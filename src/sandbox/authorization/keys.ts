import {
  createPrivateKey,
  generateKeyPairSync,
  type JsonWebKey,
  randomUUID,
  sign,
} from 'node:crypto';

/** A signing key made at start and never written down. */
export type SigningKey = JsonWebKey & { readonly kid: string };

export function newSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT with any header and payload, well signed or (`none`) not at all. For answers that are meant to be wrong. */
export function jwtOf(
  header: { alg: string; kid?: string },
  payload: object,
  key: SigningKey,
): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  if (header.alg === 'none') return `${signed}.`;
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(signed), privateKey).toString('base64url');
  return `${signed}.${signature}`;
}

/** The claims of a JWT this server has just signed itself. */
export function claimsIn(jwt: string): Record<string, unknown> {
  const [, payload = ''] = jwt.split('.');
  return { ...JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) };
}
