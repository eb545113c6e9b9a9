import * as z from 'zod/mini';

/** RS256 and nothing else: what OpenID Connect and SMART require of every server. `alg: none` ends here. */
const header = z.looseObject({
  alg: z.literal('RS256'),
  kid: z.optional(z.string()),
  crit: z.optional(z.undefined()),
});
const key = z.looseObject({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  kid: z.optional(z.string()),
  use: z.optional(z.literal('sig')),
  alg: z.optional(z.literal('RS256')),
});
const keySet = z.looseObject({ keys: z.array(z.unknown()) });

export type Jws = {
  readonly kid: string | undefined;
  readonly payload: unknown;
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
};

/** A compact JWS taken apart, not yet believed; undefined when it is none. */
export function decodeJws(token: string): Jws | undefined {
  const [first, second, third, ...more] = token.split('.');
  if (first === undefined || second === undefined || third === undefined || more.length > 0) {
    return undefined;
  }
  try {
    const { kid } = header.parse(JSON.parse(text(first)));
    const payload: unknown = JSON.parse(text(second));
    const signed = new TextEncoder().encode(`${first}.${second}`);
    return { kid, payload, signed, signature: bytes(third) };
  } catch {
    // Not base64url, not UTF-8, not JSON, or another algorithm: no token we may believe.
    return undefined;
  }
}

/** With a `kid`, only that key counts; without one, any of the issuer's signing keys. */
export async function isSignedBy(
  { kid, signed, signature }: Jws,
  keys: unknown,
  subtle: SubtleCrypto,
): Promise<boolean> {
  const set = keySet.safeParse(keys);
  if (!set.success) return false;
  for (const candidate of set.data.keys) {
    const found = key.safeParse(candidate);
    if (!found.success || (kid !== undefined && found.data.kid !== kid)) continue;
    const imported = await importKey(found.data, subtle);
    if (imported && (await subtle.verify(algorithm, imported, signature, signed))) return true;
  }
  return false;
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

async function importKey(
  { kty, n, e }: z.infer<typeof key>,
  subtle: SubtleCrypto,
): Promise<CryptoKey | undefined> {
  try {
    return await subtle.importKey('jwk', { kty, n, e }, algorithm, false, ['verify']);
  } catch {
    // A key that is none signs nothing; another in the set may.
    return undefined;
  }
}

function text(part: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes(part));
}

function bytes(part: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(part)) throw new SyntaxError('not base64url');
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
