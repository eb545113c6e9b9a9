import { type CryptoKey, importJWK } from 'jose';
import * as z from 'zod';
import { noLongerThan, noShorterThan } from '../../fhir/index.ts';
import type { TokenHeader } from './token.ts';

type Algorithm = TokenHeader['alg'];

/** A verified-with key: the algorithm comes from the key, never from the token. */
export type PublicKey = { readonly alg: Algorithm; readonly key: CryptoKey };
export type KeySet = ReadonlyMap<string, PublicKey>;

const usable = {
  kid: z.string().check(noShorterThan(1), noLongerThan(512)),
  use: z.literal('sig').optional(),
  key_ops: z.array(z.string()).optional(),
};
const part = z.string().regex(/^[\w-]+$/);

/** RFC 7517. Private parts, were they there, are dropped here. RSA below 2048 bits is not a key. */
const jwk = z.union([
  z.object({
    ...usable,
    kty: z.literal('EC'),
    crv: z.literal('P-384'),
    alg: z.literal('ES384').default('ES384'),
    x: part,
    y: part,
  }),
  z.object({
    ...usable,
    kty: z.literal('RSA'),
    alg: z.literal('RS384').default('RS384'),
    n: part.check(noShorterThan(342)),
    e: part,
  }),
]);

export const keySetShape = z.object({ keys: z.array(z.unknown()).check(noLongerThan(100)) });

async function imported(candidate: unknown): Promise<readonly [string, PublicKey] | undefined> {
  const parsed = jwk.safeParse(candidate);
  if (!parsed.success) return undefined;
  const { kid, use: _use, key_ops: _ops, ...rest } = parsed.data;
  try {
    const key = await importJWK(rest, rest.alg);
    return key instanceof Uint8Array ? undefined : [kid, { alg: rest.alg, key }];
  } catch {
    // A key that cannot be imported verifies nothing; the others in the set still may.
    return undefined;
  }
}

/** The keys of a JWKS that can verify ES384 or RS384, by kid. The first of two with one kid wins. */
export async function importKeySet(content: unknown): Promise<KeySet | undefined> {
  const parsed = keySetShape.safeParse(content);
  if (!parsed.success) return undefined;
  const keys = await Promise.all(parsed.data.keys.map(imported));
  return new Map(keys.filter((each) => each !== undefined).reverse());
}
