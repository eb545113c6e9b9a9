import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

export type Answer = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
};
export type Route = (request: IncomingMessage, seen: number) => Answer;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

/** A server that answers by path; `seen` counts the calls of a path. */
export async function serve(routes: (base: string) => Readonly<Record<string, Route>>) {
  const calls: {
    readonly path: string;
    readonly token: string | undefined;
    readonly body: string;
  }[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => void reply(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const table = routes(base);
  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    calls.push({
      path,
      token: request.headers.authorization,
      body: Buffer.concat(chunks).toString(),
    });
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const {
      status = 200,
      headers = {},
      body = '',
    } = table[path]?.(request, counts.get(path) ?? 1) ?? { status: 404 };
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  }
  return { base, calls };
}
