import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bundle, type FhirResource, referencesIn, system } from '../fhir/index.ts';
import { type Fault, modelServer } from './cases/model-server.ts';
import { parcel as whole } from './cases/parcel.ts';
import { sends, sent, sets, standing } from './cases/sending.ts';
import type { Parcel } from './delivery.ts';
import { settle } from './submit.ts';

const parcel: Parcel = { ...whole, way: 'singles' };
const oneAtATime = { noTransaction: true } as const;

describe('where the server takes one thing at a time', () => {
  test('each is created once, after all that it points at, and points at what stands there', async () => {
    const { final, server } = await sent(modelServer([], oneAtATime), parcel);
    expect(final.state).toBe('saved');
    expect(sends(server)).toBe(0);
    expect(sets(server)).toBe(1);
    const there = server.stored().map(({ resourceType, id }) => `${resourceType}/${id}`);
    const pointedAt = server
      .stored()
      .flatMap(referencesIn)
      .filter((each) => !each.startsWith('Patient/'));
    expect(pointedAt.length).toBeGreaterThan(0);
    for (const reference of pointedAt) expect(there).toContain(reference);
  });

  test('an empty 201 is enough when it says where it landed', async () => {
    const { final, server } = await sent(modelServer([], { ...oneAtATime, silent: true }), parcel);
    expect(final.state).toBe('saved');
    expect(sets(server)).toBe(1);
  });

  test('what a crash left half done is taken up where it stopped', async () => {
    const done = await sent(modelServer([], oneAtATime), parcel);
    const half = done.server.stored().slice(0, 2);
    const { final, server } = await sent(modelServer([], oneAtATime, half), parcel);
    expect(final.state).toBe('saved');
    expect(sets(server)).toBe(1);
    const bodies = server.requests.filter(({ body }) => body).map(({ path }) => path);
    expect(bodies).toEqual(['Observation', 'Provenance']);
  });

  test('a refusal after something was kept is said to be in part, with the words of the server', async () => {
    const failsOn = { type: 'Observation', status: 422 };
    const { final } = await sent(modelServer([], { ...oneAtATime, failsOn }), parcel);
    expect(final).toMatchObject({ state: 'not-saved', why: 'partly', detail: 'fel 422' });
  });

  test('a refusal of the first is certain: nothing stands there', async () => {
    const failsOn = { type: 'QuestionnaireResponse', status: 422 };
    const { final, server } = await sent(modelServer([], { ...oneAtATime, failsOn }), parcel);
    expect(final).toMatchObject({ state: 'not-saved', why: 'rejected', certain: true });
    expect(server.stored()).toEqual([]);
  });

  test('whatever trouble passes, exactly one set stands there', async () => {
    const passing: readonly Fault[] = [
      'none',
      'lost-before',
      'lost-after',
      'truncated-after',
      'html-before',
      'html-after',
      '503-after',
      '412-after',
      408,
      409,
      429,
      500,
      503,
    ];
    const faults = fc.array(fc.constantFrom(...passing), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(faults, fc.boolean(), async (trouble, ignoresConditions) => {
        const server = modelServer(trouble, { ...oneAtATime, ignoresConditions });
        const { final } = await sent(server, parcel);
        // Trouble of the kind that may be ours is looked into six times and then said.
        if (final.state === 'saved') expect(sets(server)).toBe(1);
        else expect(final).toMatchObject({ why: 'gave-up', certain: false });
        expect(standing(server).length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('where only a note can be written', () => {
  const text = (data: string): Parcel => {
    const note: FhirResource = {
      resourceType: 'DocumentReference',
      identifier: [{ system: system.occasion, value: 'k#document' }],
      status: 'current',
      subject: { reference: 'Patient/anna' },
      content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data } }],
    };
    const ifNoneExist = `identifier=${encodeURIComponent(`${system.occasion}|k#document`)}`;
    const request = { method: 'POST' as const, url: 'DocumentReference', ifNoneExist };
    const bundle: Bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ fullUrl: 'urn:uuid:d', resource: note, request }],
    };
    return { bundle, key: 'k', patient: 'Patient/anna', way: 'singles' };
  };

  test.each([[[]], [['none', 'none', 'lost-after']], [['lost-before', 'none', 503]]] as const)(
    'it is saved once and read back (%j)',
    async (faults) => {
      const { final, server } = await sent(modelServer([...faults], oneAtATime), text('QQ=='));
      expect(final).toMatchObject({ state: 'saved' });
      expect(standing(server)).toEqual(['DocumentReference/1']);
    },
  );

  test('another text under the same name is a conflict', async () => {
    const server = modelServer([], oneAtATime);
    await sent(server, text('QQ=='));
    const { final } = await sent(server, text('Qg=='));
    expect(final).toMatchObject({ state: 'conflict', why: 'different' });
  });
});

describe('when all has landed', () => {
  const ports = ({
    transport,
  }: {
    readonly transport: Parameters<typeof settle>[1]['transport'];
  }) => {
    const slept: number[] = [];
    const sleep = async (ms: number) => void slept.push(ms);
    return { slept, ports: { transport, now: () => 0, sleep, random: () => 0 } };
  };

  test('a second set that arrived late is marked as an error', async () => {
    const server = modelServer([], { ignoresConditions: true, lag: 2 });
    await sent(server, whole);
    await server.transport({ method: 'POST', path: '', body: whole.bundle });
    expect(sets(server)).toBe(2);
    const { slept, ports: given } = ports(server);
    expect((await settle(whole, given)).state).toBe('saved');
    expect(slept[0]).toBe(45_000);
    expect(standing(server).length).toBe(3);
  });

  test('nothing is sent when nothing is found', async () => {
    const server = modelServer([], {});
    const final = await settle(whole, ports(server).ports);
    expect(final).toMatchObject({ state: 'not-saved', certain: false });
    expect(server.stored()).toEqual([]);
  });
});
