import { describe, expect, test } from 'vitest';
import { type FhirRequest, system } from '../fhir/index.ts';
import { changed, corrected, type World, written } from './cases/changing.ts';
import type { Fault, Habits } from './cases/model-server.ts';
import { parcel } from './cases/parcel.ts';

const ways = ['transaction', 'singles'] as const;
type Way = (typeof ways)[number];
const gone = [401, 403, 404, 422, 'signed-out'] as const satisfies readonly Fault[];

const well = (count: number): readonly Fault[] => Array.from({ length: count }, () => 'none');
const wanted = corrected('#question.first', '#question.second');
const writes = ({ server }: World): readonly FhirRequest[] =>
  server.requests.filter(({ body }) => body !== undefined);
const stands = ({ server }: World): string => JSON.stringify(server.stored());

/** After so many exchanges that go well, nothing but this. */
async function cutShort(way: Way, at: number, fault: Fault, habits: Habits = {}) {
  const world = await written([...well(at), ...Array.from({ length: 60 }, () => fault)], habits);
  const before = stands(world);
  const { final } = await changed(world, { way, wanted });
  return { final, world, touched: stands(world) !== before };
}

/** Requests of a change to which nothing happens, and which of them is the first to write. */
async function undisturbed(way: Way) {
  const world = await written();
  await changed(world, { way, wanted });
  const { requests } = world.server;
  return { world, count: requests.length, firstWrite: requests.findIndex(({ body }) => body) };
}

describe.each(ways)('a change that is cut short (%s)', (way) => {
  test.each(gone)('by %s, at any request: what is said of it is true', async (fault) => {
    const { count, firstWrite } = await undisturbed(way);
    for (let at = 0; at < count; at += 1) {
      const { final, touched } = await cutShort(way, at, fault);
      if (final.state !== 'not-saved') throw new Error(`${at}: ${final.state}`);
      const { certain, why } = final;
      expect({ at, touched }).toEqual({ at, touched: at > firstWrite });
      expect({ at, certain: certain && why !== 'partly' && touched }).toMatchObject({
        certain: false,
      });
      // An answer that never came leaves a doubt also where nothing was done.
      const unheard = fault === 'signed-out' && at === firstWrite;
      expect({ at, certain }).toEqual({ at, certain: why === 'partly' || !(touched || unheard) });
    }
  });

  test.each([
    [422, 'rejected', 'fel 422'],
    [403, 'forbidden', 'fel 403'],
  ] as const)(
    'refused (%s) before anything was done, with the words of the server',
    async (fault, why, detail) => {
      const { firstWrite } = await undisturbed(way);
      const { final } = await cutShort(way, firstWrite, fault);
      expect(final).toEqual({ state: 'not-saved', why, certain: true, detail });
    },
  );

  test('trouble that passes is waited out, and it is done', async () => {
    const { count } = await undisturbed(way);
    for (const fault of ['lost-before', 'lost-after', '503-after', 409, 500, 429] as const) {
      for (let at = 0; at < count; at += 1) {
        const world = await written([...well(at), fault]);
        const { final } = await changed(world, { way, wanted });
        expect({ fault, at, state: final.state }).toEqual({ fault, at, state: 'saved' });
      }
    }
  });
});

describe('a change that goes one by one', () => {
  test.each([403, 422] as const)('refused (%s) in the middle: in part, and said', async (fault) => {
    const { firstWrite, world } = await undisturbed('singles');
    for (let at = firstWrite + 1; at < firstWrite + writes(world).length; at += 1) {
      const { final } = await cutShort('singles', at, fault);
      expect(final).toEqual({
        state: 'not-saved',
        why: 'partly',
        certain: true,
        detail: `fel ${fault}`,
      });
    }
  });

  test('creates what is new, changes what stands, the response after all else, and signs last', async () => {
    const { world } = await undisturbed('singles');
    expect(writes(world).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST Observation',
      'PUT Observation/3',
      'PUT QuestionnaireResponse/1',
      'POST Provenance',
    ]);
    expect(writes(world).map(({ ifMatch }) => ifMatch)).toEqual([
      undefined,
      'W/"1"',
      'W/"1"',
      undefined,
    ]);
  });

  test('each new one is made once, points at what stands, and is signed with the rest', async () => {
    const { world } = await undisturbed('singles');
    const [created, , , signed] = writes(world);
    const name = (value: string) => encodeURIComponent(`${system.occasion}|${parcel.key}${value}`);
    expect(created?.ifNoneExist).toBe(`identifier=${name('#question.second')}`);
    expect(created?.body).toMatchObject({
      derivedFrom: [{ reference: 'QuestionnaireResponse/1' }],
    });
    expect(signed?.ifNoneExist).toBe(`_tag=${name('#amendment.1')}`);
    expect(signed?.body).toMatchObject({
      target: [
        { reference: 'QuestionnaireResponse/1' },
        { reference: 'Observation/2' },
        { reference: 'Observation/3' },
        { reference: 'Observation/5' },
      ],
    });
  });
});

describe('a change in one transaction', () => {
  test('has the same in the same order, signed, and nothing else', async () => {
    const { world } = await undisturbed('transaction');
    const [sent, ...more] = writes(world);
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ method: 'POST', path: '' });
    if (sent?.body?.resourceType !== 'Bundle') throw new Error('no transaction');
    expect(sent.body.type).toBe('transaction');
    const entries = sent.body.entry ?? [];
    expect(entries.map(({ request }) => [request?.method, request?.url, request?.ifMatch])).toEqual(
      [
        ['POST', 'Observation', undefined],
        ['PUT', 'Observation/3', 'W/"1"'],
        ['PUT', 'QuestionnaireResponse/1', 'W/"1"'],
        ['POST', 'Provenance', undefined],
      ],
    );
    const [created] = entries;
    expect(created?.resource).toMatchObject({
      derivedFrom: [{ reference: 'QuestionnaireResponse/1' }],
    });
    expect(entries.at(-1)?.resource).toMatchObject({
      target: [
        { reference: 'QuestionnaireResponse/1' },
        { reference: 'Observation/2' },
        { reference: 'Observation/3' },
        { reference: created?.fullUrl },
      ],
    });
  });

  test.each([
    [422, { why: 'partly', certain: true, detail: '422' }],
    [403, { why: 'partly', certain: true, detail: '403' }],
    [503, { why: 'gave-up', certain: false }],
    [409, { why: 'gave-up', certain: false }],
  ] as const)('of which the server keeps some (%s): said as it is', async (status, end) => {
    const habits = { failsOn: { type: 'QuestionnaireResponse', status } };
    const { final } = await cutShort('transaction', 100, 'none', habits);
    expect(final).toEqual({ state: 'not-saved', ...end });
  });
});
