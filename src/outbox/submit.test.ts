import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../fhir/index.ts';
import faultCases from './cases/faults.json' with { type: 'json' };
import { type Fault, type Habits, type ModelServer, modelServer } from './cases/model-server.ts';
import { parcel } from './cases/parcel.ts';
import type { Delivery, Final, Parcel } from './delivery.ts';
import { ParcelError } from './parcel.ts';
import { policy } from './policy.ts';
import { submit } from './submit.ts';

type Told = {
  readonly final: Final;
  readonly seen: readonly Delivery[];
  readonly server: ModelServer;
  /** Milliseconds on the clock of the test. */
  readonly took: number;
};

async function sent(server: ModelServer, given: Parcel = parcel, random = 0.5): Promise<Told> {
  let now = 0;
  const seen: Delivery[] = [];
  const sleep = async (ms: number) => {
    now += ms;
  };
  const { transport } = server;
  const ports = { transport, now: () => now, sleep, random: () => random };
  const final = await submit(given, ports, (delivery) => seen.push(delivery));
  return { final, seen, server, took: now };
}

const sends = ({ requests }: ModelServer) => requests.filter(({ path }) => path === '').length;

/** How many whole sets stand in the chart; a broken one counts as a fraction and so fails the test. */
function sets({ stored }: ModelServer): number {
  return stored().length / (parcel.bundle.entry?.length ?? 0);
}

function endOf(final: Final): string {
  return final.state === 'saved' ? 'saved' : final.why;
}

describe('the save button', () => {
  test.each(faultCases)('$name', async (given) => {
    const { final, seen, server } = await sent(modelServer(['none', ...(given.faults as Fault[])]));
    expect(endOf(final)).toBe(given.end);
    expect(sends(server)).toBe(given.sends);
    expect(sets(server)).toBe(given.sets);
    expect(seen.at(-1)).toBe(final);
    if (given.certain !== undefined) expect(final).toMatchObject({ certain: given.certain });
  });

  test('says sending, then saved, with every resource and its version', async () => {
    const { seen } = await sent(modelServer([]));
    expect(seen.map(({ state }) => state)).toEqual(['sending', 'saved']);
    expect(seen[1]).toEqual({
      state: 'saved',
      resources: [
        { reference: 'QuestionnaireResponse/1', version: '1' },
        { reference: 'Observation/2', version: '1' },
        { reference: 'Observation/3', version: '1' },
        { reference: 'Provenance/4', version: '1' },
      ],
    });
  });

  test('says how long it waits, and never less than the server asked for', async () => {
    const { seen } = await sent(modelServer(['none', 429]));
    expect(seen[1]).toEqual({ state: 'waiting', attempt: 1, retryAt: 7_000 });
  });

  test('gives the reason in the words of the server when it is refused', async () => {
    expect((await sent(modelServer(['none', 422]))).final).toMatchObject({ detail: 'fel 422' });
  });
});

const passing: readonly Fault[] = [
  'none',
  'lost-before',
  'lost-after',
  'truncated-after',
  'html-before',
  'html-after',
  '503-after',
  '412-after',
  'nonsense-after',
  408,
  409,
  412,
  429,
  500,
  502,
  503,
  504,
];

describe('whatever trouble passes', () => {
  const trouble = fc.array(fc.constantFrom(...passing), { maxLength: 6 });

  test('exactly one set stands in the chart, and saved is said of nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        trouble,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (faults, r) => {
          const { final, server } = await sent(modelServer(faults), parcel, r);
          expect(final.state).toBe('saved');
          expect(sets(server)).toBe(1);
        },
      ),
    );
  });

  test('within a minute after the last fault it is decided', async () => {
    await fc.assert(
      fc.asyncProperty(trouble, async (faults) => {
        let now = 0;
        let healed = 0;
        const server = modelServer(faults);
        const ports = {
          now: () => now,
          sleep: async (ms: number) => {
            now += ms;
          },
          random: () => 0.999,
          transport: (request: Parameters<ModelServer['transport']>[0]) => {
            if (server.requests.length <= faults.length) healed = now;
            return server.transport(request);
          },
        };
        await submit(parcel, ports, () => undefined);
        expect(now - healed).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  test('a server that heeds no condition is still not written to twice', async () => {
    for (const fault of ['lost-after', 'truncated-after', '503-after', 'nonsense-after'] as const) {
      const { final, server } = await sent(
        modelServer(['none', fault], { ignoresConditions: true }),
      );
      expect(final.state).toBe('saved');
      expect(sets(server)).toBe(1);
    }
  });

  test('an answer without a word is looked up', async () => {
    const { final, server } = await sent(modelServer([], { silent: true }));
    expect(final.state).toBe('saved');
    expect(sets(server)).toBe(1);
  });
});

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

  test('but a server may put its own address, texts and displays', async () => {
    const subject = { reference: 'https://ehr.example/fhir/Patient/anna' };
    const { final } = await sent(modelServer([], { alters: altered({ subject, text: {} }) }));
    expect(final.state).toBe('saved');
  });

  test('two sets, where search lags and conditions are ignored, are reported and not hidden', async () => {
    const habits = { ignoresConditions: true, lag: 2 };
    const { final, server } = await sent(modelServer(['none', 'lost-after'], habits));
    expect(sets(server)).toBe(2);
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

describe('without a network', () => {
  test('it waits, visibly, and is saved when the network is back hours later', async () => {
    const { final, seen, server, took } = await sent(modelServer(Array(900).fill('lost-before')));
    expect(final.state).toBe('saved');
    expect(took).toBeGreaterThan(3 * 60 * 60 * 1_000);
    expect(seen.filter(({ state }) => state === 'waiting').length).toBe(900);
    expect(sets(server)).toBe(1);
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
