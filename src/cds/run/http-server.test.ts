import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type HttpCall, type HttpReply, HungUp } from '../http/exchange.ts';
import { httpServer } from './http-server.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** A server that answers so, and a bare connection to it. */
async function connected(
  answer: (call: HttpCall) => Promise<HttpReply>,
  accepted: (connection: Socket) => void = () => undefined,
): Promise<Socket> {
  const server = httpServer(answer, (error) => {
    throw error;
  });
  server.on('connection', accepted);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  open.push({ close: () => socket.destroy() }, server);
  return socket;
}

function signal<T>() {
  let give: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}

async function heard(socket: Socket): Promise<string> {
  let text = '';
  for await (const piece of socket) text += piece;
  return text;
}

/** Says what came: method, path, and the body as far as it may be long. */
const echo = async (call: HttpCall): Promise<HttpReply> => {
  const body = await call.text(20);
  return { status: body === undefined ? 413 : 200, headers: {}, text: `[${call.path}|${body}]` };
};

const post = (head: string, body: string, path = '/a'): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n${body}`;
const last = 'GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

test.each([
  ['in one piece', 'Content-Length: 4', 'häj', '[/a|häj]'],
  ['in chunks', 'Transfer-Encoding: chunked', '1\r\n{\r\n1\r\n}\r\n0\r\n\r\n', '[/a|{}]'],
  ['with a byte order mark', 'Content-Length: 5', '\uFEFF{}', '[/a|{}]'],
  ['that says it is too long', 'Content-Length: 21', 'x'.repeat(21), '[/a|undefined]'],
  [
    'that becomes too long',
    'Transfer-Encoding: chunked',
    `15\r\n${'x'.repeat(21)}\r\n0\r\n\r\n`,
    '[/a|undefined]',
  ],
])('a body %s is answered, and so is the next call on that connection', async (_, ...rest) => {
  const [head, body, wanted] = rest;
  const socket = await connected(echo);
  socket.write(post(head, body) + last);
  const text = await heard(socket);
  expect(text).toContain(wanted);
  expect(text).toContain('[/last|]');
});

test('the whole address, a query, and HEAD without a body', async () => {
  const socket = await connected(echo);
  const head = 'HEAD http://x.example/b?c=/d HTTP/1.1\r\nHost: x\r\n\r\n';
  socket.write(post('Content-Length: 0', '', 'http://x.example/b?c=/d') + head + last);
  expect((await heard(socket)).match(/\[[^\]]*\]/g)).toEqual(['[/b|]', '[/last|]']);
});

test.each(['while the body is awaited', 'before anybody asks for it'])(
  'a caller who hangs up %s is told of, not waited for',
  async (when) => {
    const arrived = signal<Socket>();
    const told = signal<unknown>();
    const early = when === 'while the body is awaited';
    const socket = await connected(
      async (call) => {
        if (early) socket.destroy();
        else await once(await arrived.promise, 'close');
        told.give(await call.text(20).catch((error: unknown) => error));
        return { status: 400, headers: {} };
      },
      (connection) => {
        arrived.give(connection);
        if (!early) connection.once('data', () => setImmediate(() => socket.destroy()));
      },
    );
    socket.write(post(early ? 'Content-Length: 9' : 'Content-Length: 2', '{}'));
    expect(await told.promise).toBeInstanceOf(HungUp);
  },
);

test('a reply without a body says so, and 204 says nothing of a length', async () => {
  const socket = await connected(async ({ path }) => ({
    status: path === '/last' ? 204 : 401,
    headers: { 'www-authenticate': 'Bearer' },
  }));
  socket.write(post('Content-Length: 2', '{}') + last);
  const text = await heard(socket);
  expect(text).toMatch(/401[\s\S]*content-length: 0[\s\S]*204/);
  expect(text.split('204')[1]).not.toContain('length');
});
