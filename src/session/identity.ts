import * as z from 'zod/mini';
import { type BrowserPorts, quietRequest } from './browser-ports.ts';
import { checkIdToken, type IdentityClaims } from './id-token.ts';
import { LaunchError } from './launch-problem.ts';
import type { RedirectRecord } from './redirect-record.ts';
import type { TokenAnswer } from './token-endpoint.ts';

const withIdToken = z.looseObject({ id_token: z.optional(z.string()) });

export function idTokenIn(answer: TokenAnswer): string | undefined {
  return withIdToken.safeParse(answer).data?.id_token;
}

/**
 * The claims of the id_token, checked against the issuer's keys. Undefined when the EHR did not grant `openid`
 * and sent none; a granted `openid` without a token does not hold.
 */
export async function readIdentity(
  ports: BrowserPorts,
  record: RedirectRecord,
  answer: TokenAnswer,
): Promise<IdentityClaims | undefined> {
  const token = idTokenIn(answer);
  if (token === undefined) {
    if (!(answer.scope ?? record.scope).split(' ').includes('openid')) return undefined;
    throw new LaunchError('identity-invalid', 'no id_token');
  }
  const { issuer, keysUrl, nonce, clientId } = record;
  const { subtle } = ports.crypto;
  if (issuer === undefined || keysUrl === undefined) {
    throw new LaunchError('identity-invalid', 'no issuer or keys');
  }
  if (subtle === undefined) throw new LaunchError('not-secure');
  const keys = await readJson(ports, keysUrl);
  return checkIdToken(token, keys, { issuer, clientId, nonce, now: ports.now() }, subtle);
}

async function readJson(ports: BrowserPorts, address: string): Promise<unknown> {
  try {
    const response = await ports.fetch(address, quietRequest());
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.json();
  } catch (cause) {
    throw new LaunchError('identity-invalid', 'no keys', cause);
  }
}
