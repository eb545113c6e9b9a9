import { describe, expect, test } from 'vitest';
import { anna, bundle, call, panel, prefetched, visit } from '../../../test/cds/chart.ts';
import { unit } from '../../../test/cds/unit.ts';

type Seen = { readonly url: string; readonly authorization: string | null };

/** A FHIR server in a function: answers by the start of the path, and remembers who asked. */
function ehr(answers: Readonly<Record<string, unknown>>, status = 200) {
  const seen: Seen[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input);
    seen.push({ url, authorization: new Headers(init?.headers).get('authorization') });
    expect(init?.redirect).toBe('error');
    const path = url.replace('https://ehr.example/fhir/', '');
    const key = Object.keys(answers).find((each) => path.startsWith(each));
    return Response.json(key === undefined ? bundle() : answers[key], {
      status: key === undefined && status === 200 ? 200 : status,
    });
  };
  return { fetch, seen };
}

const granted = (more: object = {}) => ({
  prefetch: undefined,
  fhirServer: 'https://ehr.example/fhir',
  fhirAuthorization: {
    access_token: 'CANARY-TOKEN',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'patient/*.rs',
    subject: 'cds',
    patient: 'anna',
  },
  ...more,
});

const chart = { 'Patient/anna': anna, 'Encounter/today': visit() };

describe('what was not prefetched is read', () => {
  test('from the server the call names, with the token it brought, each read audited once', async () => {
    const { fetch, seen } = ehr(chart);
    const here = unit({}, { fetch });
    const answer = await here.ask('patient-view', call(granted()));
    expect(((await answer.json()) as { cards: unknown[] }).cards).toHaveLength(1);
    expect(seen).toHaveLength(4);
    expect(seen.every(({ authorization }) => authorization === 'Bearer CANARY-TOKEN')).toBe(true);
    expect(here.audited).toHaveLength(4);
    expect(here.audited.map(({ action }) => action).sort()).toEqual(['E', 'E', 'R', 'R']);
    expect(JSON.stringify([here.audited, here.logged])).not.toContain('CANARY');
  });

  test('only what is missing', async () => {
    const { fetch, seen } = ehr(chart);
    const { occasions: _, ...rest } = prefetched;
    const here = unit({}, { fetch });
    await here.ask('patient-view', call(granted({ prefetch: rest })));
    expect(seen.map(({ url }) => url)).toEqual([
      'https://ehr.example/fhir/Observation?patient=anna&code=https://tryggfraga.example/fhir/CodeSystem/question%7Chealth-questions&_sort=-date&_count=50',
    ]);
    expect(here.audited).toHaveLength(2);
  });

  test('to the last page, and no page elsewhere', async () => {
    const next = (url: string) => [{ relation: 'next', url }];
    const pages = {
      ...chart,
      'Observation?patient': { ...bundle(), link: next('https://ehr.example/fhir/more?page=2') },
      'more?page=2': bundle(panel('2026-08-08', 'negative')),
    };
    const here = unit({}, { fetch: ehr(pages).fetch });
    const answer = await here.ask('patient-view', call(granted()));
    expect(await answer.json()).toEqual({ cards: [] });

    const away = {
      ...chart,
      'Observation?patient': { ...bundle(), link: next('https://evil.example/fhir/x') },
    };
    const { fetch, seen } = ehr(away);
    const lost = await unit({}, { fetch }).ask('patient-view', call(granted()));
    expect(lost.status).toBe(412);
    expect(seen.some(({ url }) => url.includes('evil'))).toBe(false);
  });

  test('403 is a blocked chart, never an empty one', async () => {
    const here = unit({}, { fetch: ehr(chart, 403).fetch });
    const answer = await here.ask('patient-view', call(granted()));
    expect([answer.status, await answer.json()]).toEqual([200, { cards: [] }]);
    expect(here.logged).toContainEqual({ event: 'blocked' });
  });

  test.each([401, 429, 500, 503])('%i leaves the need unsatisfied', async (status) => {
    const answer = await unit({}, { fetch: ehr(chart, status).fetch }).ask(
      'patient-view',
      call(granted()),
    );
    expect(answer.status).toBe(412);
  });

  test('a token for another patient is not used', async () => {
    const { fetch, seen } = ehr(chart);
    const given = granted();
    const other = { ...given, fhirAuthorization: { ...given.fhirAuthorization, patient: 'berit' } };
    expect((await unit({}, { fetch }).ask('patient-view', call(other))).status).toBe(412);
    expect(seen).toEqual([]);
  });

  test('no audit, no read', async () => {
    const { fetch, seen } = ehr(chart);
    const here = unit({}, { fetch, audit: () => Promise.reject(new Error('disk full')) });
    expect((await here.ask('patient-view', call(granted()))).status).toBe(412);
    expect(seen).toEqual([]);
    const answer = await here.ask('patient-view', call());
    expect([answer.status, await answer.json()]).toEqual([200, { cards: [] }]);
    expect(here.logged).toContainEqual({ event: 'audit-failed' });
  });

  test('a server that is too slow: no card, within our own deadline', async () => {
    const never: typeof globalThis.fetch = () => new Promise(() => undefined);
    const here = unit({ limits: { deadline: 30 } }, { fetch: never });
    const started = performance.now();
    const answer = await here.ask('patient-view', call(granted()));
    expect([answer.status, await answer.json()]).toEqual([200, { cards: [] }]);
    expect(performance.now() - started).toBeLessThan(300);
    expect(here.logged).toContainEqual({ event: 'deadline' });
  });
});
