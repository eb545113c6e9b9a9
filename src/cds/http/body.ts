import type { HttpCall } from './exchange.ts';

export type Body =
  | { readonly ok: true; readonly content: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415 };

const fail = (status: 400 | 413 | 415): Body => ({ ok: false, status });

/** JSON and nothing else; a client that forgets to say so is believed. */
const saysJson = (type: string | undefined): boolean =>
  type === 'application/json' ||
  type === undefined ||
  /^application\/([\w.+-]+\+)?json\b/i.test(type);

/** We unpack nothing: a small body could become an endless one. */
const isPacked = (encoding: string | undefined): boolean =>
  encoding !== undefined && encoding.toLowerCase() !== 'identity';

export async function readBody(call: HttpCall, most: number): Promise<Body> {
  if (!saysJson(call.header('content-type'))) return fail(415);
  if (isPacked(call.header('content-encoding'))) return fail(415);
  const text = await call.text(most);
  if (text === undefined) return fail(413);
  try {
    return { ok: true, content: JSON.parse(text) };
  } catch {
    // The parser's message would quote the body.
    return fail(400);
  }
}
