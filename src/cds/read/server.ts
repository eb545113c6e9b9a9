import { blocked, type Found, foundIn, unsatisfied } from './found.ts';
import type { Secret } from './secret.ts';

/** A FHIR server that the configuration names, and the token one call brought for it. */
export type ServerAccess = {
  /** Base URL as configured, without a final slash. Never the text of the request. */
  readonly base: string;
  readonly token?: Secret;
};

export type Outside = {
  readonly fetch: typeof globalThis.fetch;
  /** Aborted at the call's deadline. */
  readonly signal: AbortSignal;
  /** Told before each read; when it fails, nothing is read. */
  readonly noted: (address: string) => Promise<void>;
};

/** An answer longer than this is not a page of results. */
const mostBytes = 5_000_000;

/** The configured base that a request's `fhirServer` names, letter for letter but for a final slash. */
export function allowedServer(
  asked: string | null | undefined,
  allowed: readonly string[],
): string | undefined {
  return allowed.find((base) => asked === base || asked === `${base}/`);
}

async function bodyOf(response: Response): Promise<unknown> {
  const length = Number(response.headers.get('content-length') ?? '0');
  if (length > mostBytes) return undefined;
  const text = await response.text();
  return text.length > mostBytes ? undefined : parsed(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller counts it as a need nobody could satisfy.
    return undefined;
  }
}

async function answerOf(response: Response): Promise<Found> {
  if (response.status === 403) return blocked;
  if (response.status === 404 || response.status === 410) return { state: 'here', resources: [] };
  return response.status === 200 ? foundIn((await bodyOf(response)) ?? undefined) : unsatisfied;
}

/** One GET below the base. A redirect is refused: it could lead anywhere. */
export async function readFrom(
  { base, token }: ServerAccess,
  address: string,
  { fetch, signal, noted }: Outside,
): Promise<Found> {
  await noted(address);
  const response = await fetch(`${base}/${address}`, {
    headers: {
      accept: 'application/fhir+json',
      ...(token !== undefined && { authorization: `Bearer ${token.reveal()}` }),
    },
    redirect: 'error',
    signal,
  });
  return answerOf(response);
}

/** A further page's address relative to the base; undefined for any other place. */
export function pageAddress(next: string, base: string): string | undefined {
  const url = URL.canParse(next, `${base}/`) ? new URL(next, `${base}/`) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return undefined;
  const root = new URL(base);
  const path = root.pathname === '/' ? '' : root.pathname;
  if (url.origin !== root.origin) return undefined;
  const rest = url.pathname.slice(path.length);
  const below = url.pathname.startsWith(path) && (rest === '' || rest.startsWith('/'));
  return below ? `${rest.slice(1)}${url.search}` : undefined;
}
