import * as z from 'zod/mini';
import type { BrowserPorts } from './browser-ports.ts';
import { checkIdToken, type IdentityClaims } from './id-token.ts';
import { LaunchError } from './launch-problem.ts';
import type { RedirectRecord } from './redirect-record.ts';
import { isSecureAddress } from './secure-address.ts';
import type { TokenAnswer } from './token-endpoint.ts';

const openId = z.looseObject({ issuer: z.string(), jwks_uri: z.string() });
const withIdToken = z.looseObject({ id_token: z.optional(z.string()) });

/**
 * The claims of the id_token, checked against the issuer's keys. Undefined when the EHR did not grant `openid`
 * and sent none; a granted `openid` without a token does not hold.
 */
export async function readIdentity(
  ports: BrowserPorts,
  record: RedirectRecord,
  answer: TokenAnswer,
): Promise<IdentityClaims | undefined> {
  const token = withIdToken.safeParse(answer).data?.id_token;
  if (token === undefined) {
    if (!(answer.scope ?? record.scope).split(' ').includes('openid')) return undefined;
    throw new LaunchError('identity-invalid', 'no id_token');
  }
  const { issuer, nonce, clientId } = record;
  const { subtle } = ports.crypto;
  if (issuer === undefined) throw new LaunchError('identity-invalid', 'no issuer');
  if (subtle === undefined) throw new LaunchError('not-secure');
  const keys = await readJson(ports, record.keysUrl ?? (await findKeysUrl(ports, issuer)));
  return checkIdToken(token, keys, { issuer, clientId, nonce, now: ports.now() }, subtle);
}

/** Where SMART's configuration names no `jwks_uri`, OpenID's does (OpenID Connect Discovery §4). */
async function findKeysUrl(ports: BrowserPorts, issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = openId.safeParse(await readJson(ports, address));
  if (found.data?.issuer !== issuer || !isSecureAddress(found.data.jwks_uri)) {
    throw new LaunchError('identity-invalid', 'openid-configuration');
  }
  return found.data.jwks_uri;
}

async function readJson(ports: BrowserPorts, address: string): Promise<unknown> {
  try {
    const response = await ports.fetch(address, {
      headers: { Accept: 'application/json' },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(15_000),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.json();
  } catch (cause) {
    throw new LaunchError('identity-invalid', 'no keys', cause);
  }
}
