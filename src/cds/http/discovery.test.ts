import { describe, expect, test } from 'vitest';
import { call } from '../../../test/cds/chart.ts';
import { cardsOf } from '../../../test/cds/shown.ts';
import { unit } from '../../../test/cds/unit.ts';

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
