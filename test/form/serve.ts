import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export type FormPage = {
  readonly address: string;
  readonly close: () => Promise<void>;
};

/** Builds the page of the test form into a folder of its own and serves it. It is never shipped. */
export async function serveFormPage(
  forms: Readonly<Record<string, unknown>> = {},
): Promise<FormPage> {
  const outDir = mkdtempSync(join(tmpdir(), 'form-page-'));
  await build({
    root: 'test/form',
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const form = forms[pathname.slice(1)];
    try {
      const path = normalize(pathname === '/' ? '/index.html' : pathname);
      const body = form === undefined ? readFileSync(join(outDir, path)) : JSON.stringify(form);
      response.setHeader('content-type', types[extname(path)] ?? 'text/plain');
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(outDir, { recursive: true });
    },
  };
}
