import * as z from 'zod/mini';
import { noShorterThan } from '../fhir/index.ts';
import type { BrowserPorts } from './browser-ports.ts';
import { errorCode } from './login-answer.ts';

/** A token answer with its launch context (SMART App Launch 2.2, "Launch context arrives with your access_token"). */
const tokenAnswer = z.looseObject({
  access_token: z.string().check(noShorterThan(1)),
  token_type: z.string().check(z.regex(/^bearer$/i)),
  expires_in: z.optional(z.union([z.number(), z.string().check(z.regex(/^\d{1,9}$/))])),
  refresh_token: z.optional(z.string().check(noShorterThan(1))),
  scope: z.optional(z.string()),
});
const refusal = z.looseObject({ error: z.string() });

export type TokenAnswer = z.infer<typeof tokenAnswer>;

/**
 * - `refused`: the server said no; the code or refresh token is spent
 * - `failed`: it could not answer (5xx, not JSON); it may work later
 * - `unreachable`: no answer at all
 */
export type TokenReply =
  | { readonly kind: 'granted'; readonly answer: TokenAnswer }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'failed' | 'unreachable' };

/**
 * One POST to the token endpoint. Our own, because fhirclient's exchange puts the code in the body without
 * encoding it, reads `expires_in: "600"` as text, writes the tokens to its debug log, has no time limit, and its
 * refresh is not possible without a client that keeps the tokens in storage.
 */
export async function askForToken(
  fetch: BrowserPorts['fetch'],
  endpoint: string,
  form: Readonly<Record<string, string>>,
): Promise<TokenReply> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { Accept: 'application/json' },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(20_000),
    });
    text = await response.text();
  } catch {
    // Offline, cut off, redirected or too slow: whoever asked decides what that means.
    return { kind: 'unreachable' };
  }
  return response.ok ? grantedFrom(text) : refusedFrom(response.status, text);
}

function grantedFrom(text: string): TokenReply {
  const found = tokenAnswer.safeParse(fromJson(text));
  return found.success ? { kind: 'granted', answer: found.data } : { kind: 'failed' };
}

function refusedFrom(status: number, text: string): TokenReply {
  if (status >= 500 || status === 429) return { kind: 'failed' };
  const found = refusal.safeParse(fromJson(text));
  return { kind: 'refused', error: errorCode(found.success ? found.data.error : '') };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is told apart by the schema: `undefined` fits none.
    return undefined;
  }
}

/** Seconds the access token lasts, when the server says. */
export function lifetime(answer: TokenAnswer): number | undefined {
  const seconds = Number(answer.expires_in ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
