import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import cases from './hostile-launches.json' with { type: 'json' };
import { type BrowserPorts, begin } from './index.ts';
import { type Registration, readRegistrations, registrationOf } from './registrations.ts';

/** Two servers over HTTP: our own, with the site's list of EHRs, and one that must never hear from us. */
const hits: Record<'own' | 'evil' | 'good', number> = { own: 0, evil: 0, good: 0 };
const servers: Server[] = [];
let list: unknown;
const address = { own: '', evil: '', good: '' };

async function listen(name: 'own' | 'evil' | 'good'): Promise<string> {
  const server = createServer((_request, response) => {
    hits[name] += 1;
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(name === 'own' ? list : {}));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  for (const name of ['own', 'evil', 'good'] as const) address[name] = await listen(name);
});
afterAll(() => {
  for (const server of servers) server.close();
});
beforeEach(() => {
  Object.assign(hits, { own: 0, evil: 0, good: 0 });
  list = [{ issuer: `${address.good}/fhir`, clientId: 'app', scopes: ['launch'] }];
});

function opened(query: string, storage?: BrowserPorts['storage']) {
  const visited: string[] = [];
  const ports: BrowserPorts = {
    fetch,
    location: {
      href: `${address.own}/launch/index.html?${query}`,
      replace: (to) => void visited.push(to),
    },
    replaceAddress: () => undefined,
    storage: storage ?? (() => ({ getItem: () => null, setItem: () => {}, removeItem: () => {} })),
    crypto: globalThis.crypto,
    now: Date.now,
  };
  const options = {
    registrationsUrl: `${address.own}/registrations.json`,
    redirectUrl: `${address.own}/launch/app.html`,
  };
  return { begun: begin(ports, options), visited };
}

describe('an address made to harm', () => {
  test.each(cases)('$name: $code, and not one request leaves', async ({ query, code }) => {
    const filled = query
      .replaceAll('{evil}', `${address.evil}/fhir`)
      .replaceAll('{good}', `${address.good}/fhir`);
    const { begun, visited } = opened(filled);
    await expect(begun).rejects.toMatchObject({ name: 'LaunchError', code });
    expect(visited).toEqual([]);
    expect(hits).toMatchObject({ evil: 0, good: 0 });
  });

  test('only the registered issuer itself is found, whatever is done to its letters', () => {
    const issuer = 'https://ehr.region.example/fhir';
    const known: readonly Registration[] = [{ issuer, clientId: 'app', scopes: ['launch'] }];
    const tricks = fc.constantFrom(
      '@',
      '#',
      '?',
      '//',
      '\\',
      '%2f',
      '%00',
      '.',
      ':',
      ' ',
      'xn--',
      'İ',
      '/',
    );
    const variant = fc
      .tuple(fc.nat(issuer.length), fc.nat(3), fc.oneof(tricks, fc.string({ maxLength: 4 })))
      .map(([at, cut, put]) => issuer.slice(0, at) + put + issuer.slice(at + cut));
    fc.assert(
      fc.property(variant, (each) => {
        if (each === issuer) return registrationOf(each, known).issuer === issuer;
        expect(() => registrationOf(each, known)).toThrow('unknown-issuer');
        return true;
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('a place that cannot hold a launch', () => {
  test('a frame where storage is denied says so, before any request', async () => {
    const { begun } = opened(`iss=${address.good}/fhir&launch=x`, () => {
      throw new DOMException('Access is denied for this document', 'SecurityError');
    });
    await expect(begun).rejects.toMatchObject({ code: 'storage-denied' });
    expect(hits).toEqual({ own: 0, evil: 0, good: 0 });
  });

  test.each([
    ['is not there', () => undefined],
    ['is empty', () => []],
    [
      'names an EHR without https',
      () => [{ issuer: 'http://ehr.example/fhir', clientId: 'a', scopes: ['launch'] }],
    ],
    [
      'has a word nobody knows',
      () => [{ issuer: 'https://e.example', clientId: 'a', scopes: ['launch'], secret: 's' }],
    ],
  ])('the site’s list of EHRs %s', async (_name, content) => {
    list = content();
    const reading = readRegistrations(fetch, `${address.own}/registrations.json`);
    await expect(reading).rejects.toMatchObject({ code: 'registrations-invalid' });
  });

  test('an EHR that does not describe itself is not trusted', async () => {
    const { begun, visited } = opened(`iss=${address.good}/fhir&launch=x`);
    await expect(begun).rejects.toMatchObject({ code: 'discovery-failed' });
    expect(visited).toEqual([]);
  });
});
