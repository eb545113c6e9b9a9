import { TransportError } from '../fhir/index.ts';
import type { BrowserPorts } from './browser-ports.ts';
import { askForToken, lifetime, type TokenAnswer } from './token-endpoint.ts';

/** The right to speak for the person logged in, held in memory only. */
export type Authority = {
  /** A token that works as far as we know; renewed first when 80 % of its life has passed. */
  readonly token: () => Promise<string>;
  /** After the server refused `stale` (401): another token. Rejects `signed-out` when there is none. */
  readonly renew: (stale: string) => Promise<string>;
  readonly onSignedOut: (listener: () => void) => void;
};

export type TokenClient = { readonly tokenEndpoint: string; readonly clientId: string };

/** After a refresh that got no answer, the old token is used this long before the next try. */
const pauseMs = 15_000;

/** `renewAt`: milliseconds since 1970. */
type Held = { readonly access: string; readonly refresh?: string; readonly renewAt: number };

/**
 * However many requests find the token old, one refresh is on its way at a time and all wait for it, so a
 * rotating refresh token is never used twice. A refresh that gets no answer keeps what we have: the next
 * request tries again. A refresh that is refused ends the session only when the access token is spent too.
 * `onRenewed` hears what comes with a new token, before the token is used: it may be for another patient.
 */
export function holdAuthority(
  ports: Pick<BrowserPorts, 'fetch' | 'now'>,
  client: TokenClient,
  first: TokenAnswer,
  onRenewed: (answer: TokenAnswer) => void = () => undefined,
): Authority {
  let held: Held | undefined = hold(first, ports.now());
  let renewing: Promise<boolean> | undefined;
  const listeners = new Set<() => void>();

  const signOut = (): TransportError => {
    held = undefined;
    for (const listener of listeners) listener();
    listeners.clear();
    return new TransportError('signed-out');
  };

  /** False when there was no answer: what we hold is unchanged. */
  const refresh = async (before: Held): Promise<boolean> => {
    if (before.refresh === undefined) return true;
    const reply = await askForToken(ports.fetch, client.tokenEndpoint, {
      grant_type: 'refresh_token',
      refresh_token: before.refresh,
      client_id: client.clientId,
    });
    const answered = reply.kind === 'granted' || reply.kind === 'refused';
    if (reply.kind === 'granted') onRenewed(reply.answer);
    if (reply.kind === 'granted') held = hold(reply.answer, ports.now(), before.refresh);
    else if (reply.kind === 'refused') held = { access: before.access, renewAt: Infinity };
    else held = { ...before, renewAt: ports.now() + pauseMs };
    return answered;
  };

  const refreshOnce = (before: Held): Promise<boolean> => {
    renewing ??= refresh(before).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  const current = (): Held => {
    if (held === undefined) throw new TransportError('signed-out');
    return held;
  };

  return {
    token: async () => {
      const before = current();
      if (ports.now() >= before.renewAt) await refreshOnce(before);
      return current().access;
    },
    renew: async (stale) => {
      const before = current();
      if (before.access !== stale) return before.access;
      if (!(await refreshOnce(before))) throw new TransportError('unreachable');
      const after = current().access;
      if (after === stale) throw signOut();
      return after;
    },
    onSignedOut: (listener) => {
      if (held === undefined) listener();
      else listeners.add(listener);
    },
  };
}

function hold(answer: TokenAnswer, now: number, before?: string): Held {
  const refresh = answer.refresh_token ?? before;
  const seconds = lifetime(answer);
  return {
    access: answer.access_token,
    ...(refresh !== undefined && { refresh }),
    renewAt: seconds === undefined ? Infinity : now + seconds * 800,
  };
}
