import { describe, expect, test } from 'vitest';
import {
  booking,
  bundle,
  call,
  context,
  finding,
  panel,
  prefetched,
  visit,
} from '../../../test/cds/chart.ts';
import { cardsOf, contextOf, view } from '../../../test/cds/shown.ts';
import { unit } from '../../../test/cds/unit.ts';

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
