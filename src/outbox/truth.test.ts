import { describe, expect, test } from 'vitest';
import { type FhirResource, resourcesIn, type Transport } from '../fhir/index.ts';
import { type Fault, type Habits, modelServer } from './cases/model-server.ts';
import { parcel } from './cases/parcel.ts';
import { sends, sent, sets, standing } from './cases/sending.ts';
import { ParcelError } from './parcel.ts';
import { policy } from './policy.ts';
import { submit } from './submit.ts';

describe('what is not saved is never called saved', () => {
  const altered =
    (change: object): NonNullable<Habits['alters']> =>
    (resource) =>
      resource.resourceType === 'QuestionnaireResponse'
        ? ({ ...resource, ...change } as FhirResource)
        : resource;

  test.each([
    ['answers are missing', { item: [] }, 'different'],
    ['it is kept as a draft', { status: 'in-progress' }, 'different'],
    ['it stands on somebody else', { subject: { reference: 'Patient/bo' } }, 'other-patient'],
  ])('when read back, %s', async (_, change, why) => {
    const { final } = await sent(modelServer([], { alters: altered(change) }));
    expect(final).toMatchObject({
      state: 'conflict',
      why,
      references: ['QuestionnaireResponse/1'],
    });
  });

  test('when read back it differs, also where a lagging search hides it', async () => {
    const server = modelServer(['none', 'lost-before'], { lag: 3, alters: altered({ item: [] }) });
    expect((await sent(server)).final).toMatchObject({ state: 'conflict', why: 'different' });
  });

  test('but a server may put its own address, texts and displays', async () => {
    const subject = { reference: 'https://ehr.example/fhir/Patient/anna' };
    const { final } = await sent(modelServer([], { alters: altered({ subject, text: {} }) }));
    expect(final.state).toBe('saved');
  });

  const twice = { ignoresConditions: true, lag: 2 };

  test('of two sets, where search lags and conditions are ignored, one is kept', async () => {
    const { final, server } = await sent(modelServer(['none', 'lost-after'], twice));
    expect(final.state).toBe('saved');
    expect(sets(server)).toBe(2);
    expect(standing(server)).toEqual(['QuestionnaireResponse/1', 'Observation/2', 'Observation/3']);
  });

  test('and where nothing there may be changed, both are reported and not hidden', async () => {
    const habits = { ...twice, cannotUpdate: true };
    const { final } = await sent(modelServer(['none', 'lost-after'], habits));
    expect(final).toEqual({
      state: 'conflict',
      why: 'duplicates',
      references: ['QuestionnaireResponse/1', 'QuestionnaireResponse/5'],
    });
  });

  test('a server that keeps some of it: said, with what it refused', async () => {
    const habits = { failsOn: { type: 'Provenance', status: 422 } };
    const { final, server } = await sent(modelServer([], habits));
    expect(final).toMatchObject({ state: 'not-saved', why: 'partly', detail: '422' });
    expect(sends(server)).toBe(1);
  });

  test('trouble on the server that never passes ends, and says so', async () => {
    const { final, server, took } = await sent(modelServer(['none', ...Array(100).fill(500)]));
    expect(final).toMatchObject({ state: 'not-saved', why: 'gave-up', certain: false });
    expect(sends(server)).toBe(1);
    expect(took).toBeLessThan(120_000);
  });

  test.each([
    ['the look is refused', 422],
    ['the sign-in is gone', 'signed-out'],
  ] as const)(
    'what may have been sent before is not certainly absent when %s',
    async (_, fault) => {
      const again = { ...parcel, fresh: false };
      const { final } = await sent(modelServer([fault]), again);
      expect(final).toMatchObject({ state: 'not-saved', certain: false });
    },
  );

  test('when the server will not let us look, nothing is sent', async () => {
    const { final, server } = await sent(
      modelServer([], { cannotSearch: 'QuestionnaireResponse' }),
    );
    expect(final).toMatchObject({ state: 'not-saved', why: 'rejected', certain: true });
    expect(server.stored()).toEqual([]);
  });

  test('what stands there already is not written again, however often it is sent', async () => {
    const server = modelServer([], { ignoresConditions: true });
    await sent(server);
    expect((await sent(server)).final.state).toBe('saved');
    expect(sets(server)).toBe(1);
  });

  test('a search for one kind that the server lacks does not stand in the way', async () => {
    const server = modelServer(['none', 'lost-after'], { cannotSearch: 'Provenance' });
    expect((await sent(server)).final.state).toBe('saved');
    expect(sets(server)).toBe(1);
  });
});

describe('what a crash or another window left in the chart', () => {
  const whole: readonly FhirResource[] = resourcesIn(parcel.bundle).map((resource, index) => ({
    ...resource,
    id: `old${index}`,
    meta: { ...resource.meta, versionId: '1' },
  }));
  const again = (index: number, change: object = {}): FhirResource =>
    ({ ...whole[index], id: 'again', ...change }) as FhirResource;

  test('a whole set is recognised and not sent again', async () => {
    const server = modelServer([], { ignoresConditions: true }, whole);
    expect((await sent(server)).final.state).toBe('saved');
    expect(sends(server)).toBe(0);
  });

  test('half a set is made whole', async () => {
    const server = modelServer([], {}, whole.slice(0, 2));
    expect((await sent(server)).final.state).toBe('saved');
    expect(sets(server)).toBe(1);
  });

  test('of a derived resource that stands there twice one is kept', async () => {
    const { final, server } = await sent(modelServer([], {}, [...whole, again(1)]));
    expect(final.state).toBe('saved');
    expect(standing(server)).toEqual([
      'QuestionnaireResponse/old0',
      'Observation/old2',
      'Observation/again',
    ]);
  });

  test('what the kept ones point at is kept too', async () => {
    const at = { derivedFrom: [{ reference: 'QuestionnaireResponse/old0' }] };
    const rest = [again(0), ...whole.slice(1).map((each) => ({ ...each, ...at }) as FhirResource)];
    const { server } = await sent(modelServer([], {}, [whole[0] as FhirResource, ...rest]));
    const observations = server.stored().filter((each) => each.resourceType === 'Observation');
    expect(standing(server)[0]).toBe('QuestionnaireResponse/again');
    expect(observations.map((each) => each.derivedFrom?.[0]?.reference)).toEqual([
      'QuestionnaireResponse/again',
      'QuestionnaireResponse/again',
    ]);
  });

  test('two responses that differ are never merged', async () => {
    const { final, server } = await sent(modelServer([], {}, [...whole, again(0, { item: [] })]));
    expect(final).toMatchObject({ state: 'conflict', why: 'different' });
    expect(server.stored()).toEqual([...whole, again(0, { item: [] })]);
  });

  test('one that was entered in error does not count', async () => {
    const voided = again(0, { status: 'entered-in-error' });
    expect((await sent(modelServer([], {}, [voided, ...whole]))).final.state).toBe('saved');
  });

  test('a record that was taken back is not written again by a window that did not know', async () => {
    const { final, server } = await sent(
      modelServer([], {}, [again(0, { status: 'entered-in-error' })]),
    );
    expect(final).toMatchObject({ state: 'conflict', why: 'different' });
    expect(sends(server)).toBe(0);
  });
});

describe('without a network', () => {
  test('it waits, visibly, and is saved when the network is back hours later', async () => {
    const { final, seen, server, took } = await sent(modelServer(Array(1_300).fill('lost-before')));
    expect(final.state).toBe('saved');
    expect(took).toBeGreaterThan(3 * 60 * 60 * 1_000);
    expect(seen.filter(({ state }) => state === 'waiting').length).toBe(1_300);
    expect(sets(server)).toBe(1);
  });

  test('hours with the lid shut are not hours of trying', async () => {
    const server = modelServer(['lost-before']);
    let now = 0;
    const transport: Transport = (request) => {
      if (now === 0) now = 9 * 60 * 60 * 1_000;
      return server.transport(request);
    };
    const sleep = async (ms: number) => {
      now += ms;
    };
    const ports = { transport, now: () => now, sleep, random: () => 0.5 };
    expect((await submit(parcel, ports, () => undefined)).state).toBe('saved');
  });

  test.each([
    ['nothing was ever sent, so it is certain', [], true],
    ['once it was sent nobody can know', ['none'], false],
  ] as const)('after a working shift it stops: %s', async (_, before, certain) => {
    const faults: Fault[] = [...before, ...Array(9_999).fill('lost-before')];
    const { final, took } = await sent(modelServer(faults));
    expect(final).toMatchObject({ state: 'not-saved', why: 'gave-up', certain });
    expect(took).toBeLessThanOrEqual(policy.giveUpAfterMs);
  });

  test('"try now" tries now', async () => {
    const server = modelServer(['lost-before']);
    let wakes = 0;
    const ports = {
      transport: server.transport,
      now: () => 0,
      sleep: () => new Promise<void>(() => undefined),
      random: () => 0,
      wake: async () => {
        wakes += 1;
      },
    };
    expect((await submit(parcel, ports, () => undefined)).state).toBe('saved');
    expect(wakes).toBe(1);
  });
});

describe('the wrong patient', () => {
  test.each(['QuestionnaireResponse', 'Observation'])(
    '%s about another is never sent',
    async (type) => {
      const entry = (parcel.bundle.entry ?? []).map((each) =>
        each.resource?.resourceType === type
          ? { ...each, resource: { ...each.resource, subject: { reference: 'Patient/bo' } } }
          : each,
      );
      const server = modelServer([]);
      const wrong = { ...parcel, bundle: { ...parcel.bundle, entry } };
      await expect(sent(server, wrong)).rejects.toThrow(new ParcelError('other-patient'));
      expect(server.requests).toEqual([]);
    },
  );

  test('nor a set without its response', async () => {
    const bundle = { ...parcel.bundle, entry: parcel.bundle.entry?.slice(1) ?? [] };
    await expect(sent(modelServer([]), { ...parcel, bundle })).rejects.toThrow(
      new ParcelError('no-response'),
    );
  });
});
