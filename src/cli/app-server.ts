import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { appHeaders, documentHeaders } from './app-headers.ts';

export type AppServerOptions = {
  readonly port: number;
  /** The built app: `npm run build` writes it. */
  readonly dist: string;
  /** EHRs that may frame the app and that it may talk to. */
  readonly ehrOrigins: () => readonly string[];
  /** Files served in place of what is built, by path: site.json, registrations.json. */
  readonly own: Readonly<Record<string, () => Promise<string | undefined>>>;
  /** Finished pages without a script, by path; each says in itself which style it may have. */
  readonly documents?: Readonly<Record<string, () => Promise<string>>>;
  /** Where the site's own questionnaires lie, served below `/site/questionnaires/`. */
  readonly questionnaires?: string;
};

const siteQuestionnaire = /^\/site\/questionnaires\/([\w.-]+\.json)$/;

export type AppServer = { readonly url: string; readonly close: () => Promise<void> };

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^(ENOENT|EISDIR|ENOTDIR)$/.test(`${error.code}`)
  );
}

async function fileIn(folder: string, path: string): Promise<Uint8Array | undefined> {
  const full = normalize(join(folder, path));
  const isHidden = path.split('/').some((part) => part.startsWith('.'));
  if (isHidden || !full.startsWith(normalize(folder) + sep)) return undefined;
  try {
    return new Uint8Array(await readFile(full));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The site's own questionnaires lie elsewhere than what is built. */
function fileOf(options: AppServerOptions, path: string): Promise<Uint8Array | undefined> {
  const { questionnaires, dist } = options;
  const [, filled] = siteQuestionnaire.exec(path) ?? [];
  if (filled === undefined || questionnaires === undefined) return fileIn(dist, path);
  return fileIn(questionnaires, filled);
}

/** Serves the built pages on 127.0.0.1 with the headers of `docs/deployment.md`. */
export async function startAppServer(options: AppServerOptions): Promise<AppServer> {
  const app = new Hono();
  app.use(compress());
  app.get('*', async (context) => {
    const headers = appHeaders(options.ehrOrigins());
    const path = new URL(context.req.url).pathname;
    const document = options.documents?.[path];
    if (document !== undefined) return context.html(await document(), 200, documentHeaders);
    const own = options.own[path];
    const body = own ? await own() : await fileOf(options, path);
    if (body === undefined) return context.text('Not found', 404, headers);
    const type = types[extname(path)] ?? 'application/octet-stream';
    return context.body(body as string, 200, { ...headers, 'Content-Type': type });
  });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: options.port, hostname: '127.0.0.1' });
    server.on('error', reject);
    server.on('listening', () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
  });
}
