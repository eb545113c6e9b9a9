import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type HttpCall, type HttpReply, HungUp } from '../http/exchange.ts';

/** A client may send the whole address; then the path is what stands after the host. */
function pathOf(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '');
  const query = path.indexOf('?');
  return query === -1 ? path : path.slice(0, query);
}

const mark = '\uFEFF';
const decoded = (pieces: readonly Buffer[]): string => {
  const [first] = pieces;
  const whole = pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces);
  const text = whole.toString('utf8');
  return text.startsWith(mark) ? text.slice(1) : text;
};

/** What is too long is let run out unkept, so that the client hears why; the server's own time limit ends it. */
function textOf(incoming: IncomingMessage, mostBytes: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    if (incoming.destroyed) return reject(new HungUp());
    if (Number(incoming.headers['content-length'] ?? '0') > mostBytes) return resolve(undefined);
    const pieces: Buffer[] = [];
    let size = 0;
    incoming.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= mostBytes) pieces.push(piece);
      else resolve(undefined);
    });
    incoming.on('end', () => resolve(decoded(pieces)));
    // An error is followed by a close, and does no more than that.
    incoming.on('error', () => undefined);
    incoming.on('close', () => reject(new HungUp()));
    return undefined;
  });
}

const callOf = (incoming: IncomingMessage): HttpCall => ({
  method: incoming.method ?? '',
  path: pathOf(incoming.url ?? ''),
  header(name) {
    const value = incoming.headers[name];
    return typeof value === 'string' ? value : undefined;
  },
  text: (mostBytes) => textOf(incoming, mostBytes),
});

/** Headers of answers are few and the same again: each set is laid out once as node:http takes it. */
const laidOut = new WeakMap<HttpReply['headers'], readonly string[]>();
function listOf(headers: HttpReply['headers']): readonly string[] {
  const known = laidOut.get(headers);
  if (known !== undefined) return known;
  const list = Object.entries(headers).flat();
  laidOut.set(headers, list);
  return list;
}

function send({ status, headers, text = '' }: HttpReply, outgoing: ServerResponse): void {
  const list = listOf(headers);
  const length = String(Buffer.byteLength(text));
  outgoing.writeHead(status, status === 204 ? [...list] : [...list, 'content-length', length]);
  outgoing.end(text);
}

/** Node's own server with the service behind it: no object is made for a call that the service does not ask for. */
export function httpServer(
  answer: (call: HttpCall) => Promise<HttpReply>,
  failed: (error: unknown) => void,
): Server {
  const limits = { maxHeaderSize: 32_768, requestTimeout: 15_000, headersTimeout: 5000 };
  return createServer(limits, (incoming, outgoing) => {
    answer(callOf(incoming))
      .then((reply) => send(reply, outgoing))
      .catch((error: unknown) => {
        failed(error);
        outgoing.destroy();
      });
  });
}
