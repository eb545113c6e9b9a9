import type { Refusal } from './refusal.ts';
import type { Token } from './token.ts';

/** One EHR that may call: `iss` and `jku` are a pair, because one vendor may sign for many customers. */
export type Client = {
  readonly iss: string;
  readonly jku?: string | undefined;
  readonly tenants?: readonly string[] | undefined;
};

/** Seconds. A token is too old `maxAge` after it was made, whatever its own `exp` says. */
export type Times = { readonly maxAge: number; readonly clockSkew: number };

export function clientOf<C extends Client>(
  { header, claims }: Token,
  clients: readonly C[],
): C | undefined {
  const same = clients.filter(({ iss }) => iss === claims.iss);
  if (header.jku !== undefined) return same.find(({ jku }) => jku === header.jku);
  return same.length === 1 ? same[0] : undefined;
}

const inTime = ({ exp, iat, nbf }: Token['claims'], now: number, times: Times): boolean =>
  exp > now - times.clockSkew &&
  exp > iat &&
  iat <= now + times.clockSkew &&
  iat >= now - times.maxAge - times.clockSkew &&
  (nbf === undefined || nbf <= now + times.clockSkew);

/** What can be known of a token without a key, cheapest first. `now` in seconds. */
export function refusedBy(
  { claims }: Token,
  client: Client,
  {
    endpoint,
    now,
    times,
  }: {
    readonly endpoint: string;
    readonly now: number;
    readonly times: Times;
  },
): Refusal | undefined {
  const audiences = typeof claims.aud === 'string' ? [claims.aud] : claims.aud;
  if (!audiences.includes(endpoint)) return 'wrong-audience';
  if (!inTime(claims, now, times)) return 'not-in-time';
  const { tenants } = client;
  const known = tenants === undefined || tenants.includes(claims.tenant ?? '');
  return known ? undefined : 'wrong-tenant';
}

/** The second after which the token is refused for its age anyway, so that its `jti` may be forgotten. */
export const forgettableAt = ({ exp, iat }: Token['claims'], times: Times): number =>
  Math.min(exp, iat + times.maxAge) + times.clockSkew;
