import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { forget, newProfile, openBrowser } from './chromium.ts';
import leaks from './leaks.json' with { type: 'json' };
import { findsIn, scan } from './scan.ts';
import { mark } from './ward.ts';

const canary = { what: 'it', text: 'kanariefågel-i-gruvan' };
const around = (inner: Buffer): Buffer =>
  Buffer.concat([Buffer.alloc(301, 7), inner, Buffer.alloc(99, 9)]);
const utf8 = Buffer.from(`{"name":"${canary.text}"}`);

describe('the scan finds a canary', () => {
  test.each([
    ['as it stands', utf8],
    ['in two bytes a character', Buffer.from(canary.text, 'utf16le')],
    ['in two bytes, the other way round', Buffer.from(canary.text, 'utf16le').swap16()],
    ['in hex', Buffer.from(utf8.toString('hex'))],
    ['in gzip', gzipSync(utf8)],
    ['in zlib', deflateSync(utf8)],
    [
      'in gzip that was cut off',
      gzipSync(Buffer.concat([utf8, Buffer.alloc(5_000, 65)])).subarray(0, -6),
    ],
  ])('%s, inside something else', async (_, inner) => {
    expect(await findsIn('file', around(inner), [canary])).toHaveLength(1);
  });

  test.each([0, 1, 2, 3, 4])('in base64 after %i other bytes', async (before) => {
    const inner = Buffer.from(Buffer.concat([Buffer.alloc(before, 33), utf8]).toString('base64'));
    expect(await findsIn('file', around(inner), [canary])).not.toEqual([]);
  });

  test.each([
    ['raw deflate', deflateRawSync(utf8)],
    ['brotli', brotliCompressSync(utf8)],
  ])('in a file that is all %s', async (_, bytes) => {
    expect(await findsIn('file', bytes, [canary])).not.toEqual([]);
  });

  test('and none where there is none', async () => {
    const packed = around(gzipSync(Buffer.from('something else')));
    expect(await findsIn('file', packed, [canary])).toEqual([]);
  });
});

/** A page that leaks in every way we know, to show that the browser keeps it and the scan sees it. */
test('a careless page is found out: each of its leaks, after a kill', {
  timeout: 300_000,
}, async () => {
  const marks = leaks.map(({ leak }) => ({ what: leak, text: mark() }));
  const typed = { what: 'typed', text: mark() };
  const script = leaks
    .map(({ script: leak }, index) => `{ const c = '${marks[index]?.text}'; ${leak} }`)
    .join('\n');
  const server = createServer((request, response) => {
    const cached = request.url?.startsWith('/cached');
    const cache = cached ? 'private, max-age=600' : 'no-store';
    response.setHeader('cache-control', cache).setHeader('content-type', 'text/html');
    response.end(cached ? request.url : '<input name="a"><main></main>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const desk = await openBrowser(newProfile());
  const page = desk.context.pages()[0] ?? (await desk.context.newPage());
  await page.goto(url);
  await page.evaluate(script);
  await page.locator('input').fill(typed.text);
  await wait(16_000);
  await desk.kill();
  server.close();
  const { finds } = await scan(desk.profile, [...marks, typed]);
  forget(desk.profile);
  const found = new Set(finds.map(({ what }) => what));
  expect([...marks, typed].filter(({ what }) => !found.has(what))).toEqual([]);
});
