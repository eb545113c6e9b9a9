import type { JsonWebKey } from 'node:crypto';
import { InvalidClientAuth } from 'oidc-provider/lib/helpers/errors.js';
import type { Context } from 'oidc-provider/lib/provider.js';
import { grantable } from './scope.ts';

/** A program that signs in as itself with a key of its own (SMART Backend Services): its id and its public keys. */
export type BackendClient = {
  readonly clientId: string;
  readonly keys: readonly (JsonWebKey & { readonly kid: string })[];
};

/** The most a program of its own may be granted: to read. */
export const backendPolicy: readonly string[] = ['system/*.rs'];

export const backendAlgorithms = ['ES384', 'RS384'] as const;

/** SMART App Launch 2.2, "Backend Services": tokens should live for five minutes at most. */
export const backendSeconds = 300;

/** How the authorization server's library knows such a client. */
export function registered({ clientId, keys }: BackendClient): object {
  return {
    client_id: clientId,
    jwks: { keys },
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  };
}

export const isBackend = (ctx: Context): boolean =>
  ctx.oidc.params?.['grant_type'] === 'client_credentials';

export function backendScope(ctx: Context, withheld: readonly string[]): string {
  const asked = (ctx.oidc.params?.['scope'] ?? '').split(' ');
  return grantable(asked, backendPolicy, withheld).join(' ');
}

type Claims = { readonly exp?: number; readonly aud?: unknown };

/** What SMART asks of the client's assertion beyond what the library checks. */
export function strictAssertion(tokenUrl: string) {
  return async (
    _ctx: Context,
    { exp = 0, aud }: Claims,
    { typ, kid }: { readonly typ?: string; readonly kid?: string },
  ): Promise<void> => {
    if (typ !== 'JWT' || kid === undefined) throw new InvalidClientAuth('typ and kid are needed');
    if (aud !== tokenUrl) throw new InvalidClientAuth('aud must be the token endpoint');
    if (exp * 1000 > Date.now() + 310_000) throw new InvalidClientAuth('exp is too far away');
  };
}
