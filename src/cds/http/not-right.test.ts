import { describe, expect, test } from 'vitest';
import { anna, call, context, prefetched } from '../../../test/cds/chart.ts';
import { cardsOf, view } from '../../../test/cds/shown.ts';
import { unit } from '../../../test/cds/unit.ts';

describe('calls that are not right', () => {
  test.each([
    ['not JSON', '{', 400],
    ['a list', [], 400],
    ['null', 'null', 400],
    ['another hook', call({ hook: 'order-sign' }), 400],
    ['no instance', call({ hookInstance: undefined }), 400],
    ['no patient', call({ context: { userId: 'Practitioner/1' } }), 400],
    ['a patient id that is a query', call({ context: { ...context, patientId: 'a?b=c' } }), 400],
    [
      'a patient id that is a path',
      call({ context: { ...context, patientId: '../metadata' } }),
      400,
    ],
    [
      'a token and no server (cds-r-1)',
      call({
        fhirAuthorization: {
          access_token: 'x',
          token_type: 'Bearer',
          expires_in: 300,
          scope: '',
          subject: 's',
        },
      }),
      400,
    ],
  ])('%s', async (_, body, status) => {
    const answer = await unit().ask('patient-view', body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test('members we do not know, as in CDS Hooks 3.0, are left aside', async () => {
    const more = { hookVersion: '2.0', extension: { a: 1 }, fhirServer: null };
    expect(await cardsOf(view(unit(), more))).toHaveLength(1);
  });

  test('a page nobody has, a wrong method, a body of another kind or size', async () => {
    const here = unit({ limits: { bodyBytes: 10_000 } });
    expect((await here.ask('nothing', call())).status).toBe(404);
    const got = await here.get('/cds-services/health-questions-patient-view');
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    const posted = await here.fetch(new Request(here.base, { method: 'POST', body: '{}' }));
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
    const url = `${here.base}/health-questions-patient-view`;
    const xml = new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: '<a/>',
    });
    expect((await here.fetch(xml)).status).toBe(415);
    expect(
      (
        await view(here, {
          prefetch: { ...prefetched, patient: { ...anna, text: 'x'.repeat(20_000) } },
        })
      ).status,
    ).toBe(413);
  });

  test('browser clients: only origins the configuration names', async () => {
    const here = unit({ cors: ['https://ehr.example'] });
    const from = async (origin: string) =>
      (await here.get('/cds-services', { origin })).headers.get('access-control-allow-origin');
    expect(await from('https://ehr.example')).toBe('https://ehr.example');
    expect(await from('https://evil.example')).toBeNull();
    const preflight = await here.fetch(
      new Request(`${here.base}/health-questions-patient-view`, {
        method: 'OPTIONS',
        headers: { origin: 'https://ehr.example' },
      }),
    );
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  test('room for no more: come back in a second', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const here = unit({ limits: { atOnce: 1 } }, { audit: () => held });
    const first = view(here);
    const second = await view(here);
    expect(second.status).toBe(503);
    expect(second.headers.get('retry-after')).toBe('1');
    release();
    expect((await first).status).toBe(200);
  });

  test('behind with the work: come back in a second, until it has caught up', async () => {
    let behind = 1000;
    const here = unit({}, { lag: () => behind });
    expect((await view(here)).status).toBe(503);
    behind = 5;
    expect((await view(here)).status).toBe(200);
  });
});
