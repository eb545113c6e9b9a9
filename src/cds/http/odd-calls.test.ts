import { describe, expect, test } from 'vitest';
import { call, context, panel, prefetched } from '../../../test/cds/chart.ts';
import { type Unit, unit } from '../../../test/cds/unit.ts';

const path = (here: Unit): string => `${here.base}/health-questions-patient-view`;
const auth = {
  access_token: 'x',
  token_type: 'bearer',
  expires_in: 300,
  scope: 'patient/*.rs',
  subject: 's',
};
const searchset = { resourceType: 'Bundle', type: 'searchset' };
const occasions = (more: object): object => ({
  prefetch: { ...prefetched, occasions: { ...searchset, ...more } },
});

async function ended(answer: Response): Promise<string> {
  const text = await answer.text();
  const count = answer.status === 200 ? ` ${JSON.parse(text).cards.length}` : '';
  return `${answer.status}${count}`;
}

describe('what clients send, odd and yet allowed', () => {
  test.each([
    ['a server and no token', { fhirServer: 'https://ehr.example/fhir' }, '200 1'],
    [
      'a token type in small letters',
      { fhirServer: 'https://ehr.example/fhir', fhirAuthorization: auth },
      '200 1',
    ],
    ['null for a token', { fhirAuthorization: null }, '200 1'],
    ['null for all that was prefetched', { prefetch: null }, '412'],
    [
      'null for each',
      { prefetch: { patient: null, occasions: null, encounter: null, findings: null } },
      '200 0',
    ],
    [
      'more than was asked for',
      { prefetch: { ...prefetched, more: { resourceType: 'Thing' } } },
      '200 1',
    ],
    [
      'a context with members of its own',
      { context: { ...context, tenant: { a: 1 }, name: null } },
      '200 1',
    ],
    ['an instance that is no uuid', { hookInstance: 'today-1' }, '200 1'],
    ['a Bundle without entries', occasions({}), '200 1'],
    ['a Bundle that says how many, all there', occasions({ total: 0, entry: [] }), '200 1'],
    [
      'a Bundle that holds fewer than it says, and no next page',
      occasions({ total: 3, entry: [] }),
      '412',
    ],
    [
      'the same with one of them',
      occasions({ total: 2, entry: [{ resource: panel('2020-01-01', 'negative') }] }),
      '412',
    ],
  ])('%s', async (_, more, wanted) => {
    expect(await ended(await unit().ask('patient-view', call(more)))).toBe(wanted);
  });

  test.each([
    ['application/json; charset=UTF-8', 200],
    ['Application/JSON', 200],
    ['application/fhir+json', 200],
    ['text/plain', 415],
    ['application/jsonp', 415],
  ])('content type %s', async (type, status) => {
    const answer = await unit().ask('patient-view', call(), { 'content-type': type });
    expect(answer.status).toBe(status);
  });

  test.each([
    ['identity', 200],
    ['gzip', 415],
  ])('content encoding %s', async (encoding, status) => {
    const answer = await unit().ask('patient-view', call(), { 'content-encoding': encoding });
    expect(answer.status).toBe(status);
  });

  test('a body that comes in pieces, and one that goes on for too long', async () => {
    const here = unit({ limits: { bodyBytes: 20_000 } });
    const sent = (pieces: readonly string[]) =>
      new Request(path(here), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new Blob([...pieces]).stream(),
        duplex: 'half',
      } as RequestInit);
    const text = JSON.stringify(call());
    const whole = await here.fetch(sent([text.slice(0, 99), text.slice(99)]));
    expect(await ended(whole)).toBe('200 1');
    const endless = await here.fetch(sent(['{"a":"', 'x'.repeat(30_000), '"}']));
    expect(endless.status).toBe(413);
  });

  test('the same call again gets the same card, under a name of its own', async () => {
    const here = unit();
    const cards = async () => (await (await here.ask('patient-view', call())).json()).cards;
    const [[first], [second]] = [await cards(), await cards()];
    expect({ ...first, uuid: '' }).toEqual({ ...second, uuid: '' });
    expect(first.uuid).not.toBe(second.uuid);
  });

  test('HEAD is answered as GET, other methods with what is possible', async () => {
    const here = unit();
    const ask = (method: string, url: string) => here.fetch(new Request(url, { method }));
    const head = await ask('HEAD', here.base);
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const method of ['HEAD', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await ask(method, path(here));
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  test('feedback with null where there is no reason, no system, no suggestion', async () => {
    const here = unit();
    const said = (more: object) => ({
      card: JSON.stringify(more),
      outcome: 'overridden',
      outcomeTimestamp: '2026-11-22T10:00:00.123+01:00',
      ...more,
    });
    const feedback = [
      said({ overrideReason: null, acceptedSuggestions: null }),
      said({ overrideReason: { reason: null, userComment: 'x' } }),
      said({ overrideReason: { userComment: 'x' } }),
      said({ overrideReason: { reason: { code: 'not-alone', system: null } } }),
    ];
    const answer = await here.ask('patient-view/feedback', { feedback });
    expect(answer.status).toBe(200);
    expect(here.feedback.entries().map(({ reason }) => reason)).toEqual([
      undefined,
      undefined,
      undefined,
      'not-alone',
    ]);
  });
});
