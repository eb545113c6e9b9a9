import { describe, expect, test } from 'vitest';
import { type FhirResource, system } from '../fhir/index.ts';
import { changed, corrected, statuses, written } from './cases/changing.ts';
import { type ModelServer, modelServer } from './cases/model-server.ts';
import { deafTo, inPages, withoutEnd } from './cases/odd-searches.ts';
import { parcel } from './cases/parcel.ts';
import { standing as counting, sent } from './cases/sending.ts';
import { openDraft } from './open-draft.ts';
import { standing } from './standing.ts';

const ways = ['transaction', 'singles'] as const;
const types = ['QuestionnaireResponse', 'Observation'];
const mark = { system: system.occasion, key: parcel.key };

/** Somebody else's measurements in the same chart. */
const others: readonly FhirResource[] = [1, 2, 3].map((number) => ({
  resourceType: 'Observation',
  id: `length-${number}`,
  meta: { versionId: '1' },
  status: 'final',
  code: { text: 'Längd' },
  subject: { reference: parcel.patient },
}));

async function withOthers(): Promise<{ readonly server: ModelServer; readonly own: number }> {
  const first = modelServer([], {}, others);
  await sent(first);
  return { server: first, own: counting(first).length - others.length };
}

const untouched = (server: ModelServer): readonly FhirResource[] =>
  server.stored().filter(({ id }) => id?.startsWith('length-'));

describe('a server that does not know the search parameter gives all there is', () => {
  test('an occasion is what carries its mark, not the whole chart', async () => {
    const { server, own } = await withOthers();
    const found = await standing(deafTo('_tag', server).transport, mark, types);
    expect(found.base.length).toBe(own);
  });

  test.each(ways)('nothing of others is taken back with it (%s)', async (way) => {
    const { server } = await withOthers();
    const deaf = deafTo('_tag', server);
    const { base } = await standing(deaf.transport, mark, types);
    const { final } = await changed({ server: deaf, base }, { way });
    expect(final.state).toBe('saved');
    expect(untouched(server)).toEqual(others);
    expect(counting(server).length).toBe(others.length);
  });

  test.each(ways)('nor when it is amended (%s)', async (way) => {
    const { server } = await withOthers();
    const deaf = deafTo('_tag', server);
    const { base } = await standing(deaf.transport, mark, types);
    const wanted = corrected('#question.first');
    const { final, signatures } = await changed({ server: deaf, base }, { way, wanted });
    expect(final.state).toBe('saved');
    expect(untouched(server)).toEqual(others);
    expect(signatures.length).toBe(1);
  });

  test.each(ways)('another occasion of the same form is no duplicate (%s)', async (way) => {
    const server = modelServer([], { noTransaction: way === 'singles' });
    const key = '00000000-0000-4000-8000-000000000001';
    const before = JSON.parse(JSON.stringify(parcel).replaceAll(parcel.key, key));
    await sent(server, { ...before, way });
    const { final } = await sent(deafTo('identifier', server), { ...parcel, way });
    expect(final.state).toBe('saved');
    expect(statuses(server.stored()).length).toBe(6);
  });
});

describe('a server that gives a few at a time', () => {
  test.each(ways)(
    'all of the occasion is taken back, not the first page of it (%s)',
    async (way) => {
      const { server } = await written();
      const paged = inPages(server, 1);
      const { base } = await standing(paged.transport, mark, types);
      expect(base.length).toBe(3);
      const { final } = await changed({ server: paged, base: base.slice(0, 2) }, { way });
      expect(final.state).toBe('saved');
      expect(counting(server)).toEqual([]);
    },
  );

  test('a draft on a later page is found', async () => {
    const draft = (id: string, author: string): FhirResource => ({
      resourceType: 'QuestionnaireResponse',
      id,
      status: 'in-progress',
      identifier: { system: system.occasion, value: `${id}#draft` },
      subject: { reference: parcel.patient },
      author: { reference: author },
    });
    const theirs = [1, 2, 3].map((number) => draft(`a${number}`, 'Practitioner/other'));
    const chart = [...theirs, draft('b', 'Practitioner/nurse')];
    const paged = inPages(deafTo('subject', modelServer([], {}, chart)), 2);
    const whose = { patient: parcel.patient, author: 'Practitioner/nurse' };
    const found = await openDraft(paged.transport, { ...whose, system: system.occasion });
    expect(found?.id).toBe('b');
  });

  test('and never comes to an end: nothing is known, and nothing is written', async () => {
    const { server, base } = await written();
    const before = server.stored();
    const { final } = await changed({ server: withoutEnd(server), base }, {});
    expect(final).toMatchObject({ state: 'not-saved', why: 'gave-up', certain: true });
    expect(server.stored()).toEqual(before);
  });
});
