/** What the outside world gives: requests that follow no redirect, the clock and waiting. */
export type Ports = {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** An id that is never used again (jti). */
  readonly newId: () => string;
};

/**
 * - `no-token`: the authorization server did not give one
 * - `refused`: the server answered the export with an error
 * - `unreadable`: an answer that is not what Bulk Data says
 * - `insecure`: an address that is not https (or this machine), or outside the server
 * - `too-slow`: the export was not ready within the time allowed
 * - `incomplete`: a file ended early or could not be fetched
 */
export type ExportFault =
  | 'no-token'
  | 'refused'
  | 'unreadable'
  | 'insecure'
  | 'too-slow'
  | 'incomplete';

export class ExportError extends Error {
  readonly code: ExportFault;
  constructor(code: ExportFault, where: string, cause?: unknown) {
    super(`${code}: ${where}`, { cause });
    this.name = 'ExportError';
    this.code = code;
  }
}

const here = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** https, or this machine; anything else could be read on the way. */
export function secure(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const fine = url?.protocol === 'https:' || (url?.protocol === 'http:' && here.test(url.hostname));
  if (url === undefined || !fine || url.username !== '') throw new ExportError('insecure', address);
  return url;
}

const retried = new Set([429, 502, 503, 504]);
const mostTries = 6;

/** Seconds (or a date) the server asked for; bounded, so that nobody can make us wait for ever. */
export function waitOf(response: Response, now: number, usual: number): number {
  const said = response.headers.get('retry-after');
  if (said === null) return usual;
  const seconds = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  return Number.isFinite(seconds) ? Math.min(300_000, Math.max(200, seconds)) : usual;
}

/** One request, tried again while the server says "not now" or cannot be reached. Never follows a redirect. */
export async function send(address: string, init: RequestInit, ports: Ports): Promise<Response> {
  secure(address);
  for (let tries = 1; ; tries += 1) {
    const response = await attempt(address, init, ports, tries);
    if (response !== undefined && (!retried.has(response.status) || tries >= mostTries)) {
      return response;
    }
    const usual = 500 * 2 ** tries;
    await ports.sleep(response === undefined ? usual : waitOf(response, ports.now(), usual));
  }
}

async function attempt(
  address: string,
  init: RequestInit,
  ports: Ports,
  tries: number,
): Promise<Response | undefined> {
  try {
    return await ports.fetch(address, { ...init, redirect: 'error' });
  } catch (error) {
    if (tries >= mostTries) throw new ExportError('incomplete', address, error);
    return undefined;
  }
}
