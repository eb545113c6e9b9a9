import { describe, expect, test } from 'vitest';
import {
  anna,
  booking,
  bundle,
  call,
  context,
  finding,
  panel,
  prefetched,
  visit,
} from '../../../test/cds/chart.ts';
import { type Unit, unit } from '../../../test/cds/unit.ts';

type Shown = {
  readonly uuid: string;
  readonly summary: string;
  readonly overrideReasons: readonly object[];
  readonly links: readonly { readonly appContext: string }[];
};
type Cards = { readonly cards: readonly Shown[] };

const contextOf = (card: Shown | undefined): unknown =>
  JSON.parse(card?.links[0]?.appContext ?? 'null');

async function cardsOf(response: Promise<Response>): Promise<Cards['cards']> {
  const answer = await response;
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  return ((await answer.json()) as Cards).cards;
}

const view = (here: Unit, more: object = {}) => here.ask('patient-view', call(more));

describe('an EHR asks what there is', () => {
  test('three hooks are listed, each with id, description and what to prefetch', async () => {
    const answer = await unit().get('/cds-services');
    expect(answer.status).toBe(200);
    const { services } = (await answer.json()) as { services: Record<string, unknown>[] };
    expect(services.map(({ hook }) => hook)).toEqual([
      'patient-view',
      'encounter-start',
      'appointment-book',
    ]);
    for (const each of services) {
      expect(each).toMatchObject({
        id: `health-questions-${each['hook']}`,
        title: expect.any(String),
        description: expect.any(String),
        prefetch: { patient: 'Patient/{{context.patientId}}' },
      });
    }
    expect(new Set(services.map(({ id }) => id)).size).toBe(3);
  });

  test('an address with a slash at its end is the same address', async () => {
    const here = unit();
    expect((await here.get('/cds-services/')).status).toBe(200);
    expect(await cardsOf(here.ask('patient-view/', call()))).toHaveLength(1);
  });

  test('prefetch uses only what CDS Hooks allows: instance read, or search by token, _sort and _count', async () => {
    const { services } = (await (await unit().get('/cds-services')).json()) as {
      services: { hook: string; prefetch: Record<string, string> }[];
    };
    for (const { hook, prefetch } of services) {
      for (const template of Object.values(prefetch)) {
        expect(template).toMatch(
          /^[A-Z][A-Za-z]+(\/\{\{context\.\w+\}\}|\?patient=\{\{context\.patientId\}\}(&(code|status|_sort|_count)=[^&]+)*)$/,
        );
        if (hook === 'appointment-book') expect(template).not.toContain('encounterId');
      }
    }
  });

  test('only what the routine looks for is asked for', async () => {
    const { services } = (await (await unit().get('/cds-services')).json()) as {
      services: { prefetch: Record<string, string> }[];
    };
    const keys = Object.keys(services[0]?.prefetch ?? {});
    expect(keys.sort()).toEqual(['encounter', 'findings', 'occasions', 'patient']);
    expect(services[0]?.prefetch['findings']).toContain('https://chart.example/codes|pregnant');
  });
});

describe('a nurse opens a chart', () => {
  test('the questions are due: one passive card with words, reasons and a link', async () => {
    const [card, ...more] = await cardsOf(view(unit()));
    expect(more).toEqual([]);
    expect(card).toMatchObject({
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      indicator: 'info',
      source: { label: 'Enhetens rutin' },
      links: [{ type: 'smart', url: 'https://app.example/launch/index.html' }],
    });
    expect(card?.summary.length).toBeLessThan(140);
    expect(card).not.toHaveProperty('suggestions');
    expect(card).not.toHaveProperty('systemActions');
    for (const reason of card?.overrideReasons ?? []) {
      expect(reason).toEqual({
        code: expect.any(String),
        system: 'https://tryggfraga.example/fhir/CodeSystem/not-asked-reason',
        display: expect.any(String),
      });
    }
    expect(contextOf(card)).toEqual({
      routine: 'test-clinic',
      version: '1.2.3',
      audience: 'adult',
      route: 'routine',
      reason: 'interval',
    });
    expect(card?.links[0]).not.toHaveProperty('autolaunchable');
  });

  test('asked this year: an empty list, never a missing one', async () => {
    const occasions = bundle(panel('2026-05-01T09:00:00+02:00', 'negative'));
    expect(await cardsOf(view(unit(), { prefetch: { ...prefetched, occasions } }))).toEqual([]);
  });

  test('an injury in the chart leads into the indication route', async () => {
    const prefetch = {
      ...prefetched,
      occasions: bundle(panel('2026-05-01', 'negative')),
      findings: bundle(finding('injury', '2026-11-21')),
    };
    const [card] = await cardsOf(view(unit(), { prefetch }));
    expect(contextOf(card)).toMatchObject({
      route: 'indication',
      reason: 'injury',
    });
  });

  test('words come in the language asked for, Swedish when it is neither', async () => {
    const summary = async (accept: string) => {
      const answer = unit().ask('patient-view', call(), { 'accept-language': accept });
      return (await cardsOf(answer))[0]?.summary;
    };
    expect(await summary('en-GB, sv;q=0.5')).toBe('Health questions are due');
    expect(await summary('fi')).toBe('Hälsofrågor är aktuella');
  });

  test.each([
    ['a companion is noted', { participant: [{ individual: { reference: 'RelatedPerson/7' } }] }],
    [
      'the visit is remote',
      { class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'VR' } },
    ],
    ['the visit is cancelled', { status: 'cancelled' }],
  ])('no card when %s', async (_, more) => {
    const prefetch = { ...prefetched, encounter: visit(more) };
    expect(await cardsOf(view(unit(), { prefetch }))).toEqual([]);
  });

  test('no card when the site has marked the chart', async () => {
    const marks = [{ system: 'https://site.example', code: 'no-prompt' }];
    const flag = {
      resourceType: 'Flag',
      status: 'active',
      subject: { reference: 'Patient/anna' },
      code: { coding: marks },
    };
    const here = unit({ chart: { marks } });
    expect(await cardsOf(view(here, { prefetch: { ...prefetched, marks: bundle(flag) } }))).toEqual(
      [],
    );
    expect(await cardsOf(view(here, { prefetch: { ...prefetched, marks: null } }))).toHaveLength(1);
  });

  test('somebody else’s occasion in the answer decides nothing', async () => {
    const other = panel('2026-10-01', 'negative', { subject: { reference: 'Patient/berit' } });
    const prefetch = { ...prefetched, occasions: bundle(other) };
    expect(await cardsOf(view(unit(), { prefetch }))).toHaveLength(1);
  });

  test('an occasion taken back does not count', async () => {
    const taken = panel('2026-10-01', 'negative', { status: 'entered-in-error' });
    const prefetch = { ...prefetched, occasions: bundle(taken) };
    expect(await cardsOf(view(unit(), { prefetch }))).toHaveLength(1);
  });

  test('a routine past its day gives no card, and health says so', async () => {
    const old = unit({}, { now: () => Date.parse('2100-01-01T12:00:00Z') });
    expect(await cardsOf(view(old))).toEqual([]);
    expect((await old.get('/health')).status).toBe(503);
  });
});

describe('prefetch may come in every shape', () => {
  const outcome = (code: string) => ({ resourceType: 'OperationOutcome', issue: [{ code }] });

  test.each(['security', 'forbidden', 'suppressed'])(
    'an OperationOutcome that says %s is a blocked chart: no card',
    async (code) => {
      const here = unit();
      const prefetch = { ...prefetched, occasions: outcome(code) };
      expect(await cardsOf(view(here, { prefetch }))).toEqual([]);
      expect(here.logged).toContainEqual({ event: 'blocked' });
    },
  );

  test('a page in which some entries were held back is blocked too', async () => {
    const prefetch = { ...prefetched, occasions: bundle(outcome('suppressed')) };
    expect(await cardsOf(view(unit(), { prefetch }))).toEqual([]);
  });

  test('any other OperationOutcome is data nobody has: 412', async () => {
    const prefetch = { ...prefetched, occasions: outcome('exception') };
    expect((await view(unit(), { prefetch })).status).toBe(412);
  });

  test('null means nothing there, and an empty Bundle the same', async () => {
    const prefetch = { ...prefetched, occasions: null };
    expect(await cardsOf(view(unit(), { prefetch }))).toHaveLength(1);
  });

  test('a history whose next page nobody can read is not an empty one: 412', async () => {
    const link = [{ relation: 'next', url: 'https://ehr.example/fhir?page=2' }];
    const prefetch = { ...prefetched, occasions: { ...bundle(), link } };
    expect((await view(unit(), { prefetch })).status).toBe(412);
  });

  test('every missing key: 412 names it when there is no server to read from, but an optional encounter', async () => {
    for (const key of ['patient', 'occasions', 'encounter', 'findings']) {
      const prefetch: Record<string, unknown> = { ...prefetched };
      delete prefetch[key];
      const answer = await view(unit(), { prefetch });
      expect(answer.status).toBe(412);
      expect(await answer.json()).toMatchObject({
        resourceType: 'OperationOutcome',
        issue: [{ expression: [`prefetch.${key}`] }],
      });
    }
    const { encounterId: _, ...noEncounter } = context;
    const { encounter: __, ...prefetch } = prefetched;
    expect(await cardsOf(view(unit(), { context: noEncounter, prefetch }))).toHaveLength(1);
  });

  test('no prefetch at all', async () => {
    expect((await view(unit(), { prefetch: undefined })).status).toBe(412);
    expect((await view(unit(), { prefetch: null })).status).toBe(412);
  });
});

describe('the other hooks', () => {
  test('an encounter starts', async () => {
    const body = call({ hook: 'encounter-start' });
    expect(await cardsOf(unit().ask('encounter-start', body))).toHaveLength(1);
  });

  test('an encounter that starts without an id is refused', async () => {
    const { encounterId: _, ...rest } = context;
    const body = call({ hook: 'encounter-start', context: rest });
    expect((await unit().ask('encounter-start', body)).status).toBe(400);
  });

  test('a booking', async () => {
    expect(await cardsOf(unit().ask('appointment-book', booking()))).toHaveLength(1);
  });

  test('a booking by video, by the site’s own code, or with a companion', async () => {
    const video = { system: 'https://site.example', code: 'video' };
    const booked = (more: object) =>
      booking({
        context: {
          ...booking().context,
          appointments: bundle({ resourceType: 'Appointment', status: 'proposed', ...more }),
        },
      });
    const here = unit({ chart: { remote: [video] } });
    const byVideo = booked({ serviceType: [{ coding: [video] }] });
    const withSon = booked({ participant: [{ actor: { reference: 'RelatedPerson/son' } }] });
    expect(await cardsOf(here.ask('appointment-book', byVideo))).toEqual([]);
    expect(await cardsOf(here.ask('appointment-book', withSon))).toEqual([]);
  });
});

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
