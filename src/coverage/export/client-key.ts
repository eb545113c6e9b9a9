import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { BackendClient } from './access-token.ts';

/** A new key for SMART Backend Services: the private half to sign with, the public half to register. */
export async function newClientKey(alg: 'ES384' | 'RS384'): Promise<{
  readonly privateKey: BackendClient['key'];
  readonly publicKeys: { readonly keys: readonly (JWK & { readonly kid: string })[] };
}> {
  const pair = await generateKeyPair(alg, { extractable: true });
  const open = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(open);
  return {
    privateKey: { ...(await exportJWK(pair.privateKey)), alg, kid },
    publicKeys: { keys: [{ ...open, alg, kid, use: 'sig' }] },
  };
}
