import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdAuthority } from './authority.ts';

/** A token endpoint over HTTP that rotates strictly: a refresh token used twice ends the session. */
let server: Server;
let tokenEndpoint = '';
let valid = 'r1';
let count = 0;
let status = 200;
let rotates = true;
let forms: Record<string, string>[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    forms.push(Object.fromEntries(form));
    const known = form.get('refresh_token') === valid && form.get('client_id') === 'app';
    response.writeHead(status === 200 && !known ? 400 : status, {
      'Content-Type': 'application/json',
    });
    if (status !== 200 || !known) return response.end(JSON.stringify({ error: 'invalid_grant' }));
    count += 1;
    if (rotates) valid = `r${count + 1}`;
    const answer = { access_token: `a${count + 1}`, token_type: 'bearer', expires_in: 600 };
    return response.end(JSON.stringify({ ...answer, ...(rotates && { refresh_token: valid }) }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  tokenEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(() => {
  valid = 'r1';
  count = 0;
  status = 200;
  rotates = true;
  forms = [];
});

function signedIn(over: { readonly refresh?: string | undefined } = { refresh: 'r1' }) {
  const clock = { now: 0 };
  const first = { access_token: 'a1', token_type: 'Bearer', expires_in: '600' };
  const authority = holdAuthority(
    { fetch, now: () => clock.now },
    { tokenEndpoint, clientId: 'app' },
    { ...first, ...(over.refresh !== undefined && { refresh_token: over.refresh }) },
  );
  const said: string[] = [];
  authority.onSignedOut(() => said.push('signed out'));
  return { authority, clock, said };
}

const five = <T>(make: () => Promise<T>): Promise<T[]> => Promise.all([1, 2, 3, 4, 5].map(make));

describe('staying signed in', () => {
  test('a token is used until 80 % of its life has passed', async () => {
    const { authority, clock } = signedIn();
    clock.now = 479_999;
    expect(await authority.token()).toBe('a1');
    expect(forms).toEqual([]);
    clock.now = 480_000;
    expect(await authority.token()).toBe('a2');
  });

  test('five requests at once make one refresh, with the client named', async () => {
    const { authority, clock } = signedIn();
    clock.now = 500_000;
    expect(await five(authority.token)).toEqual(['a2', 'a2', 'a2', 'a2', 'a2']);
    expect(forms).toEqual([{ grant_type: 'refresh_token', refresh_token: 'r1', client_id: 'app' }]);
  });

  test('five refusals at once make one refresh, and a late one makes none', async () => {
    const { authority } = signedIn();
    expect(new Set(await five(() => authority.renew('a1')))).toEqual(new Set(['a2']));
    expect(await authority.renew('a1')).toBe('a2');
    expect(forms).toHaveLength(1);
  });

  test('each new refresh token replaces the one before', async () => {
    const { authority } = signedIn();
    for (const stale of ['a1', 'a2', 'a3']) await authority.renew(stale);
    expect(forms.map((form) => form['refresh_token'])).toEqual(['r1', 'r2', 'r3']);
  });

  test('where refresh tokens do not rotate, the first one goes on working', async () => {
    rotates = false;
    const { authority } = signedIn();
    await authority.renew('a1');
    expect(await authority.renew('a2')).toBe('a3');
  });

  test('a login server that is down for a while does not end the visit', async () => {
    const { authority, clock, said } = signedIn();
    clock.now = 500_000;
    status = 503;
    expect(await authority.token()).toBe('a1');
    expect(await authority.token()).toBe('a1');
    expect(forms).toHaveLength(1);
    await expect(authority.renew('a1')).rejects.toMatchObject({ code: 'unreachable' });
    status = 200;
    expect(await authority.renew('a1')).toBe('a2');
    expect(said).toEqual([]);
  });
});

describe('being signed out', () => {
  test('a refused refresh ends it only when the token is spent too, and says so once', async () => {
    const { authority, clock, said } = signedIn({ refresh: 'revoked' });
    clock.now = 500_000;
    expect(await authority.token()).toBe('a1');
    expect(said).toEqual([]);
    const refused = await Promise.allSettled([authority.renew('a1'), authority.renew('a1')]);
    expect(refused.map((each) => each.status)).toEqual(['rejected', 'rejected']);
    expect(said).toEqual(['signed out']);
    await expect(authority.token()).rejects.toMatchObject({ code: 'signed-out' });
    expect(forms).toHaveLength(1);
  });

  test('without a refresh token, the first refusal ends it', async () => {
    const { authority, said } = signedIn({});
    await expect(authority.renew('a1')).rejects.toMatchObject({ code: 'signed-out' });
    expect(said).toEqual(['signed out']);
    authority.onSignedOut(() => said.push('told at once'));
    expect(said).toEqual(['signed out', 'told at once']);
  });
});
