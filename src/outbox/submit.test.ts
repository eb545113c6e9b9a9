import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import faultCases from './cases/faults.json' with { type: 'json' };
import { type Fault, type ModelServer, modelServer } from './cases/model-server.ts';
import { parcel } from './cases/parcel.ts';
import { sends, sent, sets } from './cases/sending.ts';
import type { Final } from './delivery.ts';
import { submit } from './submit.ts';

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
    if (final.state === 'saved') expect(final.resources.length).toBe(parcel.bundle.entry?.length);
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
  'short-after',
  'wordless-after',
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
