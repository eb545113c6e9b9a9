import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appHeaders } from './app-headers.ts';
import { type AppServer, startAppServer } from './app-server.ts';

const ehr = 'https://ehr.region.example';
let folder = '';
let server: AppServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'app-server-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'launch'), { recursive: true });
  mkdirSync(join(dist, '.git'));
  writeFileSync(join(dist, 'launch', 'app.html'), '<!doctype html>');
  writeFileSync(join(dist, 'launch', 'app.js'), 'void 0');
  writeFileSync(join(dist, '.git', 'config'), 'hidden');
  writeFileSync(join(folder, 'outside.json'), '"outside"');
  const own = { '/site/site.json': async () => '{}' };
  server = await startAppServer({ port: 0, dist, ehrOrigins: () => [ehr], own });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** The path goes as it is: `fetch` would tidy it first. */
function raw(method: string, path: string): Promise<string> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.on('data', (piece) => {
      answer += String(piece);
    });
    socket.on('end', () => resolve(answer)).on('error', reject);
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  });
}

describe('the server that the demo uses for the app', () => {
  test('every answer carries all the headers: a page, a file, and what is not there', async () => {
    for (const path of ['launch/app.html', 'launch/app.js', 'site/site.json', 'nothing', '']) {
      const { headers } = await fetch(`${server.url}/${path}`);
      for (const [name, value] of Object.entries(appHeaders([ehr]))) {
        expect([path, name, headers.get(name)]).toEqual([path, name, value]);
      }
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('the policy has no exception: nothing unsafe, no wildcard, and nobody frames it without being named', () => {
    const { 'Content-Security-Policy': policy = '' } = appHeaders([]);
    expect(policy).not.toMatch(/unsafe|\*|https?:(?!\/\/)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(appHeaders([ehr])['Content-Security-Policy']).toContain(`frame-ancestors ${ehr};`);
  });

  test('says what each file is, with its character set', async () => {
    const typeOf = async (path: string) =>
      (await fetch(`${server.url}/${path}`)).headers.get('content-type');
    expect(await typeOf('launch/app.html')).toBe('text/html; charset=utf-8');
    expect(await typeOf('launch/app.js')).toBe('text/javascript; charset=utf-8');
    expect(await typeOf('site/site.json')).toBe('application/json; charset=utf-8');
  });

  test.each([
    '/../outside.json',
    '/launch/../../outside.json',
    '/%2e%2e/outside.json',
    '/..%2foutside.json',
    '/..\\outside.json',
    '//outside.json',
    '/launch/%00app.html',
    '/launch',
    '/launch/',
    '/',
    '/.git/config',
    '/launch/../.git/config',
  ])(
    'nothing outside the folder is served, no folder is listed, no hidden file: %s',
    async (path) => {
      const answer = await raw('GET', path);
      expect(answer).toMatch(/^HTTP\/1\.1 (404|400)/);
      expect(answer).not.toMatch(/outside"|hidden|app\.js/);
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
    'only what is read is answered: no other method does anything: %s',
    async (method) => {
      const answer = await raw(method, '/launch/app.html');
      expect(answer).toMatch(/^HTTP\/1\.1 (404|405|501|400)/);
      expect(answer).not.toContain('<!doctype html>');
    },
  );
});
