import { compactVerify } from 'jose';
import { type Client, clientOf, forgettableAt, refusedBy, type Times } from './claims.ts';
import { type KeyCachePorts, type KeyCacheTimes, type KeySource, keyCache } from './key-cache.ts';
import type { PublicKey } from './key-set.ts';
import { lanes } from './lanes.ts';
import type { Refusal } from './refusal.ts';
import type { ReplayStore } from './replay-store.ts';
import { readToken, type Token } from './token.ts';

type Trusted<C> =
  | { readonly ok: true; readonly client: C }
  | { readonly ok: false; readonly why: Refusal };

export type Authenticator<C> = {
  trust(authorization: string | undefined, endpoint: string): Promise<Trusted<C>>;
  /** Fetches every client's keys, so that the first call does not wait for them. */
  warm(): Promise<void>;
};

type Ports = KeyCachePorts & { readonly replay: ReplayStore };

/** `verifying`: how many signatures may be verified at once. `patience`: milliseconds that a call waits for its turn. */
export type Policy = Times & {
  readonly keys: KeyCacheTimes;
  readonly verifying: number;
  readonly patience: number;
};

const refused = (why: Refusal) => ({ ok: false, why }) as const;

async function signed({ compact, header }: Token, { alg, key }: PublicKey): Promise<boolean> {
  if (header.alg !== alg) return false;
  try {
    await compactVerify(compact, key, { algorithms: [alg] });
    return true;
  } catch {
    // jose throws for every signature that does not hold.
    return false;
  }
}

/**
 * Who calls, by RFC 7519 and CDS Hooks 2.0.1. Everything cheap is checked before the signature, which costs a
 * thousand times more; the `jti` is spent only by a token that is true.
 */
export function authenticator<C extends Client & KeySource>(
  clients: readonly C[],
  times: Policy,
  ports: Ports,
): Authenticator<C> {
  const inLane = lanes(times.verifying);
  const caches = new Map(clients.map((client) => [client, keyCache(client, ports, times.keys)]));

  async function spent(token: Token): Promise<Refusal | undefined> {
    const { claims } = token;
    const now = ports.now() / 1000;
    const key = `${claims.iss} ${claims.jti}`;
    return (await ports.replay.remember(key, forgettableAt(claims, times), now))
      ? undefined
      : 'replayed';
  }

  /** Who has waited too long has been given up on by the caller: the core goes to those who have not. */
  async function checked(
    token: Token,
    key: PublicKey,
    since: number,
  ): Promise<Refusal | undefined> {
    return inLane(async () => {
      if (ports.now() - since > times.patience) return 'waited';
      return (await signed(token, key)) ? undefined : 'bad-signature';
    });
  }

  async function proven(token: Token, client: C, since: number): Promise<Refusal | undefined> {
    if (await ports.replay.has(`${token.claims.iss} ${token.claims.jti}`)) return 'replayed';
    const key = await caches.get(client)?.find(token.header.kid);
    if (key === undefined) return 'unknown-key';
    return (await checked(token, key, since)) ?? spent(token);
  }

  async function trust(authorization: string | undefined, endpoint: string): Promise<Trusted<C>> {
    const token = readToken(authorization);
    if (token === undefined) return refused('no-token');
    const client = clientOf(token, clients);
    if (client === undefined) return refused('unknown-client');
    const since = ports.now();
    const why = refusedBy(token, client, { endpoint, now: since / 1000, times });
    if (why !== undefined) return refused(why);
    try {
      const unproven = await proven(token, client, since);
      return unproven === undefined ? { ok: true, client } : refused(unproven);
    } catch {
      // Closed on authentication: a store that fails lets nobody in.
      return refused('store-failed');
    }
  }

  return {
    trust,
    async warm() {
      await Promise.all([...caches.values()].map((cache) => cache.warm()));
    },
  };
}
