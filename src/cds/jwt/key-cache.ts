import { importKeySet, type KeySet, type PublicKey } from './key-set.ts';

/** Where one client's keys come from: an address we were told of, or the set itself, exchanged beforehand. */
export type KeySource = { readonly jku?: string | undefined; readonly keys?: unknown };

export type KeyCachePorts = {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds. */
  readonly now: () => number;
};

/**
 * Milliseconds. `coolDown` is the least time between two fetches, whatever tokens arrive; `wait` is how long
 * one call waits for a fetch, which goes on to its `timeout` for the calls that follow.
 */
export type KeyCacheTimes = {
  readonly keep: number;
  readonly coolDown: number;
  readonly wait: number;
  readonly timeout: number;
};

/** What a cache answers: the key now, or once the keys have been asked for. */
export type KeyCache = {
  find(kid: string): Promise<PublicKey | undefined>;
  /** Asks for the keys before the first call needs them. */
  warm(): Promise<void>;
};

async function atMost(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const longest = 200_000;

async function fetched(
  address: string,
  { fetch }: KeyCachePorts,
  timeout: number,
): Promise<KeySet | undefined> {
  try {
    const response = await fetch(address, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    const text = response.status === 200 ? await response.text() : '';
    return text.length > longest ? undefined : await importKeySet(JSON.parse(text));
  } catch {
    // Unreachable or unreadable: the keys known so far stay; the cool-down keeps us from asking at once.
    return undefined;
  }
}

/**
 * One client's keys, each imported once. A kid we do not know makes us fetch again, at most once a cool-down,
 * so that strangers' tokens cannot make us hammer the EHR.
 */
export function keyCache(source: KeySource, ports: KeyCachePorts, times: KeyCacheTimes): KeyCache {
  let keys: KeySet | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  const { jku } = source;
  async function ask(): Promise<void> {
    const found =
      source.keys === undefined && jku !== undefined
        ? await fetched(jku, ports, times.timeout)
        : await importKeySet(source.keys);
    if (found !== undefined) [keys, fetchedAt] = [found, ports.now()];
    asking = undefined;
  }
  function refresh(): Promise<void> | undefined {
    if (asking !== undefined) return asking;
    if (ports.now() - askedAt < times.coolDown) return undefined;
    askedAt = ports.now();
    asking = ask();
    return asking;
  }
  return {
    async find(kid) {
      if (ports.now() - fetchedAt > times.keep || keys?.get(kid) === undefined) {
        const refreshed = refresh();
        if (refreshed !== undefined) await atMost(refreshed, times.wait);
      }
      return keys?.get(kid);
    },
    warm: async () => refresh(),
  };
}
