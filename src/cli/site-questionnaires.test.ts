import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppServer, startAppServer } from './app-server.ts';

describe('an instrument that the site has filled in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  let server: AppServer;
  beforeAll(async () => {
    writeFileSync(join(folder, 'made-up.json'), '{"resourceType":"Questionnaire"}');
    const options = { port: 0, dist: 'dist', ehrOrigins: () => [], own: {} };
    server = await startAppServer({ ...options, questionnaires: folder });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const get = (path: string) => fetch(`${server.url}${path}`);

  test('is served to the app, and kept by no browser', async () => {
    const answer = await get('/site/questionnaires/made-up.json');
    expect(await answer.json()).toEqual({ resourceType: 'Questionnaire' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    '/site/questionnaires/other.json',
    '/site/questionnaires/..%2Fpackage.json',
    '/site/questionnaires/../../package.json',
    '/site/questionnaires/',
  ])('%s is nothing that is served', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
