import { describe, expect, test } from 'vitest';
import { bundle, context, prefetched } from '../../../test/cds/chart.ts';
import { cardsOf, view } from '../../../test/cds/shown.ts';
import { unit } from '../../../test/cds/unit.ts';

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
