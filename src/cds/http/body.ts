export type Body =
  | { readonly ok: true; readonly content: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415 };

const fail = (status: 400 | 413 | 415): Body => ({ ok: false, status });

/** A body without a length is read piece by piece, so that it cannot be endless. */
async function within(request: Request, most: number): Promise<string | undefined> {
  const length = request.headers.get('content-length');
  if (length !== null) return Number(length) > most ? undefined : request.text();
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += piece.byteLength;
    if (size > most) return undefined;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

/** JSON and nothing else; a client that forgets to say so is believed. */
const saysJson = (type: string | null): boolean =>
  type === 'application/json' || type === null || /^application\/([\w.+-]+\+)?json\b/i.test(type);

export async function readBody(request: Request, most: number): Promise<Body> {
  if (!saysJson(request.headers.get('content-type'))) return fail(415);
  const text = await within(request, most);
  if (text === undefined) return fail(413);
  try {
    return { ok: true, content: JSON.parse(text) };
  } catch {
    // The parser's message would quote the body.
    return fail(400);
  }
}
