import { beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../../test/cds/chart.ts';
import {
  claims,
  endpoint,
  issuer,
  jku,
  now,
  production,
  published,
  type Signer,
  sign,
  signer,
} from '../../../test/cds/signing.ts';
import { noon, type Unit, unit } from '../../../test/cds/unit.ts';

let ec: Signer;
let rsa: Signer;
beforeAll(async () => {
  ec = await signer('ES384', 'ec');
  rsa = await signer('RS384', 'rsa');
});

const keys = () => published([ec.publicJwk, rsa.publicJwk]);
const ask = (here: Unit, token: string) =>
  here.ask('patient-view', call(), { authorization: `Bearer ${token}` });

describe('an EHR we know signs its calls', () => {
  test.each(['ec', 'rsa'])('with %s', async (which) => {
    const here = unit(production(), { fetch: keys().fetch });
    const answer = await ask(here, await sign(which === 'ec' ? ec : rsa, claims()));
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { cards: unknown[] }).cards).toHaveLength(1);
  });

  test.each([
    [
      'as Epic documents it: 15 minutes, nbf five minutes before, sub the client',
      { exp: now + 900, nbf: now - 300 },
    ],
    ['fourteen minutes old', { iat: now - 840, exp: now + 60 }],
    ['with a list of audiences', { aud: ['https://other.example', endpoint] }],
    ['a few seconds ahead of our clock', { iat: now + 5, exp: now + 305 }],
    ['with members of its own', { scope: 'x', nested: { a: [1] } }],
  ])('%s', async (_, more) => {
    const here = unit(production(), { fetch: keys().fetch });
    expect((await ask(here, await sign(ec, claims(more)))).status).toBe(200);
  });

  test('discovery and feedback are signed too, each for its own address', async () => {
    const here = unit(production(), { fetch: keys().fetch });
    const authorization = async (aud: string) => ({
      authorization: `Bearer ${await sign(ec, claims({ aud }))}`,
    });
    const list = 'https://cds.example/cds-services';
    expect((await here.get('/cds-services')).status).toBe(401);
    expect((await here.get('/cds-services', await authorization(endpoint))).status).toBe(401);
    expect((await here.get('/cds-services', await authorization(list))).status).toBe(200);
    const feedback = `${endpoint}/feedback`;
    const post = async (headers: Record<string, string>) =>
      here.fetch(
        new Request(feedback, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({
            feedback: [
              { card: 'a', outcome: 'accepted', outcomeTimestamp: '2026-11-22T11:00:00Z' },
            ],
          }),
        }),
      );
    expect((await post({})).status).toBe(401);
    expect((await post(await authorization(feedback))).status).toBe(200);
  });

  test('the same token twice: the second is refused, also while the first is at work', async () => {
    const here = unit(production(), { fetch: keys().fetch });
    const token = await sign(ec, claims());
    const together = await Promise.all([ask(here, token), ask(here, token)]);
    expect(together.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await ask(here, token)).status).toBe(401);
  });

  test('a refused token does not spend another’s name', async () => {
    const here = unit(production(), { fetch: keys().fetch });
    const same = claims();
    const other = await signer('ES384', 'ec');
    expect((await ask(here, await sign(other, same))).status).toBe(401);
    expect((await ask(here, await sign(ec, same))).status).toBe(200);
  });

  test('keys are fetched once, a new kid fetches again, and strangers cannot make us hammer the EHR', async () => {
    const next = await signer('ES384', 'next');
    const list: unknown[] = [ec.publicJwk];
    const { fetch, seen } = published(list);
    let clock = noon;
    const here = unit(production({ coolDown: 30 }), { fetch, now: () => clock });
    for (let round = 0; round < 5; round += 1) await ask(here, await sign(ec, claims()));
    expect(seen).toEqual([jku]);

    clock += 31_000;
    list.push(next.publicJwk);
    expect((await ask(here, await sign(next, claims()))).status).toBe(200);
    expect(seen).toHaveLength(2);
    const unknown = await signer('ES384', 'unknown');
    for (let round = 0; round < 5; round += 1) await ask(here, await sign(unknown, claims()));
    expect(seen).toHaveLength(2);
  });

  test('an EHR whose keys cannot be fetched is not let in, nor waited for; the last known keys hold', async () => {
    const slow: typeof fetch = () => new Promise(() => undefined);
    const closed = unit({ ...production(), limits: { deadline: 20 } }, { fetch: slow });
    expect((await ask(closed, await sign(ec, claims()))).status).toBe(401);

    let clock = noon;
    let up = true;
    const sometimes: typeof fetch = async () =>
      up ? Response.json({ keys: [ec.publicJwk] }) : new Response('down', { status: 500 });
    const here = unit(production(), { fetch: sometimes, now: () => clock });
    expect((await ask(here, await sign(ec, claims()))).status).toBe(200);
    up = false;
    clock += 700_000;
    const later = clock / 1000;
    expect((await ask(here, await sign(ec, claims({ iat: later, exp: later + 60 })))).status).toBe(
      200,
    );
  });

  test('keys exchanged beforehand need no fetch', async () => {
    const clients = [{ iss: issuer, keys: { keys: [ec.publicJwk] }, fhirServers: [] }];
    const here = unit(production({ clients }));
    const head = { alg: 'ES384', typ: 'JWT', kid: 'ec' };
    expect((await ask(here, await sign(ec, claims(), head))).status).toBe(200);
  });

  test('no token and no token’s content reaches log or audit', async () => {
    const here = unit(production(), { fetch: keys().fetch });
    const token = await sign(ec, claims({ jti: 'CANARY-JTI', sub: 'CANARY-SUB' }));
    await ask(here, token);
    await ask(here, token);
    const written = JSON.stringify([here.logged, here.audited]);
    expect(here.logged).toContainEqual({ event: 'refused', why: 'replayed' });
    expect(written).not.toContain('CANARY');
    expect(written).not.toContain(token.split('.')[2]);
  });

  test('and waits too long for its turn to be checked: it is told to come back, and its token is still good', async () => {
    let clock = noon;
    let hurried = true;
    const later = () => {
      clock += hurried ? 250 : 0;
      return clock;
    };
    const here = unit(production(), { fetch: keys().fetch, now: later });
    const token = await sign(ec, claims());
    const answer = await ask(here, token);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(here.logged.map(({ event }) => event)).toContain('overloaded');
    hurried = false;
    expect((await ask(here, token)).status).toBe(200);
  });
});
