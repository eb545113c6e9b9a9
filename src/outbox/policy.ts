/** What a status means for the next try. */
export type Verdict =
  /** The server did it, or says so. */
  | 'done'
  /** Trouble that passes: try for as long as the window may wait. */
  | 'again'
  /** Trouble that may be ours: look what stands there, then a few more times. */
  | 'look'
  | 'rejected'
  | 'forbidden'
  | 'signed-out';

const verdicts: Readonly<Record<number, Verdict>> = {
  401: 'signed-out',
  403: 'forbidden',
  408: 'again',
  409: 'look',
  412: 'look',
  425: 'again',
  429: 'again',
  502: 'again',
  503: 'again',
  504: 'again',
};

/** The whole retry policy; nothing beneath the outbox retries a write. */
export const policy = {
  firstDelayMs: 1_000,
  /** Also the longest silence after the network has healed, so a decision comes within a minute. */
  longestDelayMs: 12_000,
  /** The same where all was answered and only an index is waited for. */
  longestIndexDelayMs: 8_000,
  /** However long a server asks for: a decision must come within a minute after it is well again. */
  longestRetryAfterMs: 40_000,
  /** How often trouble that may be ours is tried before we say so. */
  looks: 6,
  /** Longer than a request can live on its way, so that what was sent before has landed. */
  settleAfterMs: 45_000,
  /** The longest that one try and the wait after it can take in a window that is awake. */
  longestTryMs: 10 * 60_000,
  /** A working shift. Until then it waits, visibly, and can be tried by hand. */
  giveUpAfterMs: 8 * 60 * 60 * 1_000,
} as const;

/** Any status not named above: 2xx is done, the server's own trouble is looked into, the rest is a refusal. */
export function verdictOf(status: number): Verdict {
  const named = verdicts[status];
  if (named !== undefined) return named;
  if (status >= 200 && status < 300) return 'done';
  return status >= 500 && status !== 501 ? 'look' : 'rejected';
}

/** Milliseconds until the next try: doubling with half of it random, or what the server asked for up to a limit. */
export function delayBefore(
  attempt: number,
  random: number,
  { retryAfter: retryAfterSeconds, answered }: { retryAfter?: number; answered?: true } = {},
): number {
  if (retryAfterSeconds !== undefined && retryAfterSeconds >= 0) {
    const asked = Math.max(retryAfterSeconds * 1_000, policy.firstDelayMs);
    return Math.min(asked, policy.longestRetryAfterMs);
  }
  const longest = answered ? policy.longestIndexDelayMs : policy.longestDelayMs;
  const ceiling = Math.min(policy.firstDelayMs * 2 ** (attempt - 1), longest);
  return ceiling / 2 + (ceiling / 2) * random;
}

/** A refusal that says nothing about what stands there. */
export const isPassing = (status: number): boolean =>
  ['again', 'look', 'signed-out'].includes(verdictOf(status));
