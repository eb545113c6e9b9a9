import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { type Route, serve } from '../../../test/coverage/answering-server.ts';
import { temporary } from '../../../test/folder/temporary.ts';
import { type BackendClient, bulkExport, type Ports } from './index.ts';

async function client(
  alg: 'ES384' | 'RS384',
): Promise<{ readonly client: BackendClient; readonly open: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg, kid: 'k1' };
  return {
    client: { clientId: 'quality', key, scope: 'system/*.rs' },
    open: await exportJWK(publicKey),
  };
}

let clock = Date.parse('2026-11-22T10:00:00Z');
let ids = 0;
const ports: Ports = {
  fetch: (address, init) => fetch(address, init),
  now: () => clock,
  sleep: async (milliseconds) => {
    clock += milliseconds;
  },
  newId: () => {
    ids += 1;
    return `id-${ids}`;
  },
};

const line = (type: string, id: string): string =>
  `${JSON.stringify({ resourceType: type, id })}\n`;

/** A well-behaved server: token, queue, manifest, two files. */
const usual =
  (elsewhere: string) =>
  (base: string): Readonly<Record<string, Route>> => ({
    '/fhir/.well-known/smart-configuration': () => ({ body: { token_endpoint: `${base}/token` } }),
    '/token': (_, seen) => ({
      body: { access_token: `t${seen}`, token_type: 'Bearer', expires_in: 300 },
    }),
    '/fhir/$export': () => ({
      status: 202,
      headers: { 'content-location': `${base}/fhir/queue/1` },
    }),
    '/fhir/queue/1': (_, seen) =>
      seen < 3
        ? { status: 202, headers: { 'retry-after': '2', 'x-progress': 'halfway' } }
        : {
            body: {
              transactionTime: '2026-11-22T10:00:00Z',
              requiresAccessToken: true,
              output: [
                { type: 'Patient', url: `${base}/files/a`, count: 2 },
                { type: 'Encounter', url: `${elsewhere || base}/files/b` },
              ],
              deleted: [{ type: 'Bundle', url: `${base}/files/gone` }],
              error: [{ type: 'OperationOutcome', url: `${base}/files/errors` }],
            },
          },
    '/files/a': () => ({ body: line('Patient', '1') + line('Patient', '2') }),
    '/files/b': () => ({ body: line('Encounter', '1') }),
    '/files/gone': () => ({
      body: `${JSON.stringify({ resourceType: 'Bundle', entry: [{ request: { method: 'DELETE', url: 'Patient/9' } }] })}\n`,
    }),
    '/files/errors': () => ({ body: line('OperationOutcome', 'x') }),
  });

describe('an export in bulk', () => {
  test.each(['ES384', 'RS384'] as const)(
    'is ordered, waited for and fetched, signed with %s',
    async (alg) => {
      const { base, calls } = await serve(usual(''));
      const { client: own, open } = await client(alg);
      const folder = temporary();
      const result = await bulkExport({
        base: `${base}/fhir`,
        client: own,
        folder,
        ports,
        since: '2026-01-01T00:00:00Z',
      });
      expect(result).toEqual({
        transactionTime: '2026-11-22T10:00:00Z',
        errors: 1,
        deleted: ['Patient/9'],
      });
      expect(readdirSync(folder).filter((name) => name.endsWith('.ndjson'))).toEqual([
        'part-00000-Patient.ndjson',
        'part-00001-Encounter.ndjson',
      ]);
      const body = new URLSearchParams(calls.find(({ path }) => path === '/token')?.body);
      const { payload } = await jwtVerify(
        body.get('client_assertion') ?? '',
        await importJWK(open, alg),
        {
          audience: `${base}/token`,
          issuer: 'quality',
          subject: 'quality',
          currentDate: new Date(clock),
        },
      );
      expect(payload.exp).toBeLessThanOrEqual((payload.iat ?? 0) + 300);
      expect(payload.jti).toMatch(/^id-/);
    },
  );

  test('a file on another machine never gets the token', async () => {
    const store = await serve(() => ({ '/files/b': () => ({ body: line('Encounter', '1') }) }));
    const { base } = await serve(usual(store.base));
    await bulkExport({
      base: `${base}/fhir`,
      client: (await client('ES384')).client,
      folder: temporary(),
      ports,
    });
    expect(store.calls.map(({ token }) => token)).toEqual([undefined]);
  });

  test('a token that ends in the middle is renewed', async () => {
    const { base, calls } = await serve((own) => ({
      ...usual('')(own),
      '/files/a': ({ headers }) =>
        headers.authorization === 'Bearer t1'
          ? { status: 401 }
          : { body: line('Patient', '1') + line('Patient', '2') },
    }));
    await bulkExport({
      base: `${base}/fhir`,
      client: (await client('ES384')).client,
      folder: temporary(),
      ports,
    });
    expect(calls.filter(({ path }) => path === '/token')).toHaveLength(2);
  });

  test('called again after being cut off, it fetches only what is missing', async () => {
    let broken = true;
    const { base, calls } = await serve((own) => ({
      ...usual('')(own),
      '/files/b': () => (broken ? { status: 500 } : { body: line('Encounter', '1') }),
    }));
    const options = {
      base: `${base}/fhir`,
      client: (await client('ES384')).client,
      folder: temporary(),
      ports,
    };
    await expect(bulkExport(options)).rejects.toMatchObject({ code: 'incomplete' });
    broken = false;
    await bulkExport(options);
    expect(calls.filter(({ path }) => path === '/fhir/$export')).toHaveLength(1);
    expect(calls.filter(({ path }) => path === '/files/a')).toHaveLength(1);
    expect(readFileSync(join(options.folder, 'part-00001-Encounter.ndjson'), 'utf8')).toBe(
      line('Encounter', '1'),
    );
  });

  test('a file with fewer lines than promised is not taken for whole', async () => {
    const { base } = await serve((own) => ({
      ...usual('')(own),
      '/files/a': () => ({ body: line('Patient', '1') }),
    }));
    const run = bulkExport({
      base: `${base}/fhir`,
      client: (await client('ES384')).client,
      folder: temporary(),
      ports,
    });
    await expect(run).rejects.toMatchObject({ code: 'incomplete' });
  });

  test('it never follows a redirect, and never asks over plain http elsewhere', async () => {
    const { base, calls } = await serve((own) => ({
      ...usual('')(own),
      '/files/a': () => ({ status: 302, headers: { location: `${own}/stolen` } }),
    }));
    const own = (await client('ES384')).client;
    await expect(
      bulkExport({ base: `${base}/fhir`, client: own, folder: temporary(), ports }),
    ).rejects.toMatchObject({ code: 'incomplete' });
    expect(calls.map(({ path }) => path)).not.toContain('/stolen');
    await expect(
      bulkExport({ base: 'http://169.254.169.254/fhir', client: own, folder: temporary(), ports }),
    ).rejects.toMatchObject({ code: 'insecure' });
  });

  test('a place in the queue on another machine is refused before any token goes there', async () => {
    const { base } = await serve((own) => ({
      ...usual('')(own),
      '/fhir/$export': () => ({
        status: 202,
        headers: { 'content-location': 'https://elsewhere.example/queue' },
      }),
    }));
    await expect(
      bulkExport({
        base: `${base}/fhir`,
        client: (await client('ES384')).client,
        folder: temporary(),
        ports,
      }),
    ).rejects.toMatchObject({ code: 'insecure' });
  });
});
