import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export type StaticServer = { readonly url: string; readonly close: () => Promise<void> };

/** The plainest server there is: files below a folder of its own, no header but the type. */
export async function startStaticServer(folder: string): Promise<StaticServer> {
  const server = createServer(async ({ url = '' }, answer) => {
    const path = normalize(new URL(url, 'http://x').pathname.replace(/^\/sidor\//, '/'));
    try {
      const body = await readFile(join(folder, path));
      answer.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'text/plain' }).end(body);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sidor/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
