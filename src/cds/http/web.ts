import type { HttpCall, HttpReply } from './exchange.ts';

/** A body without a length is read piece by piece, so that it cannot be endless. */
async function within(request: Request, most: number): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? '0') > most) return undefined;
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

/** A web-standard request, for those who hold one: the demo EHR, and whoever puts us into a server of their own. */
export const callOf = (request: Request): HttpCall => ({
  method: request.method,
  path: new URL(request.url).pathname,
  header: (name) => request.headers.get(name) ?? undefined,
  text: (mostBytes) => within(request, mostBytes),
});

export const responseOf = ({ status, headers, text }: HttpReply, { method }: HttpCall): Response =>
  new Response(method === 'HEAD' ? null : text, { status, headers });
