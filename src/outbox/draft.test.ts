import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type QuestionnaireResponse, system, TransportError } from '../fhir/index.ts';
import { type Fault, type Habits, modelServer } from './cases/model-server.ts';
import { draftOn } from './draft.ts';
import { openDraft } from './open-draft.ts';
import { policy } from './policy.ts';

const answers = (text: string): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  identifier: { system: system.occasion, value: 'k#draft' },
  status: 'in-progress',
  subject: { reference: 'Patient/anna' },
  author: { reference: 'Practitioner/siv' },
  item: [{ linkId: 'first', answer: [{ valueString: text }] }],
});

/** `late`: answers that were given up reach the server while it is waited for what may still arrive. */
function opened(faults: readonly Fault[] = [], habits: Habits = {}, late: readonly string[] = []) {
  const server = modelServer(faults, habits);
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    waits.push(ms);
    for (const each of late) {
      await server.transport({
        method: 'POST',
        path: 'QuestionnaireResponse',
        body: answers(each),
      });
    }
  };
  const stands = () => server.stored() as readonly QuestionnaireResponse[];
  const said = () => stands().map(({ item }) => item?.[0]?.answer?.[0]?.valueString);
  return {
    server,
    stands,
    said,
    waits,
    sleep,
    draft: draftOn({ ...server, sleep }),
  };
}

describe('answers that are kept on the way', () => {
  test('are one draft, each version over the one before', async () => {
    const { draft, stands, said } = opened();
    expect(await draft.keep(answers('a'))).toBe('kept');
    expect(await draft.keep(answers('b'))).toBe('kept');
    expect(said()).toEqual(['b']);
    expect(stands()[0]?.meta?.versionId).toBe('2');
  });

  test('typed fast are sent one at a time, and the last one is what stands', async () => {
    const { draft, server, said } = opened();
    await Promise.all(['a', 'b', 'c', 'd'].map((each) => draft.keep(answers(each))));
    expect(said()).toEqual(['d']);
    expect(server.requests.length).toBe(2);
  });

  test('are emptied and marked when the record is saved', async () => {
    const { draft, stands, said } = opened();
    await draft.keep(answers('a'));
    expect(await draft.close()).toBe('kept');
    expect(stands()[0]?.status).toBe('entered-in-error');
    expect(said()).toEqual([undefined]);
  });

  test.each(['lost-after', 'truncated-after', '503-after'] as const)(
    'are put away, whatever becomes of the answer (%s)',
    async (fault) => {
      const { draft, stands } = opened(['none', fault]);
      await draft.keep(answers('a'));
      expect(await draft.close()).toBe('kept');
      expect(stands()[0]?.status).toBe('entered-in-error');
    },
  );

  test('whose first answer was lost are found and emptied all the same', async () => {
    const { draft, stands, said } = opened(['lost-after', 503]);
    expect(await draft.keep(answers('a'))).toBe('behind');
    expect(stands().length).toBe(1);
    expect(await draft.close()).toBe('kept');
    expect(stands()[0]?.status).toBe('entered-in-error');
    expect(said()).toEqual([undefined]);
  });

  test('that a server without conditions made two of are both emptied', async () => {
    const { draft, stands } = opened(['lost-after', 503], { ignoresConditions: true });
    await draft.keep(answers('a'));
    await draft.keep(answers('b'));
    expect(stands().length).toBe(2);
    expect(await draft.close()).toBe('kept');
    expect(stands().map(({ status }) => status)).toEqual(['entered-in-error', 'entered-in-error']);
  });

  test('that arrive when they were put away already are put away too', async () => {
    const { draft, stands, waits } = opened(['lost-before'], { ignoresConditions: true }, ['a']);
    await draft.keep(answers('a'));
    await draft.keep(answers('b'));
    expect(await draft.close()).toBe('kept');
    expect(waits).toEqual([policy.settleAfterMs]);
    expect(stands().map(({ status }) => status)).toEqual(['entered-in-error', 'entered-in-error']);
  });

  test('whose every answer came are put away without a wait', async () => {
    const { draft, waits } = opened();
    await draft.keep(answers('a'));
    expect(await draft.close()).toBe('kept');
    expect(waits).toEqual([]);
  });

  test('that nobody can look for are not said to be put away', async () => {
    const { draft } = opened(['lost-after', 503, 503, 503]);
    expect(await draft.keep(answers('a'))).toBe('behind');
    expect(await draft.close()).toBe('behind');
  });

  test.each([
    ['the look is refused', 503],
    ['the look is lost', 'lost-before'],
    ['the look is answered by a page', 'html-before'],
  ] as const)('are not said to be somebody else’s because %s', async (_, fault) => {
    const { draft, said } = opened(['none', 'lost-before', fault]);
    await draft.keep(answers('a'));
    expect(await draft.keep(answers('b'))).toBe('behind');
    expect(await draft.keep(answers('c'))).toBe('kept');
    expect(said()).toEqual(['c']);
  });

  test('nor because the index has not found them yet', async () => {
    const { draft, said } = opened(['none', 'lost-after'], { lag: 99 });
    await draft.keep(answers('a'));
    expect(await draft.keep(answers('b'))).toBe('kept');
    expect(said()).toEqual(['b']);
  });

  test.each(['lost-after', 'truncated-after', '412-after', 500] as const)(
    'are never said to be kept when they are not (%s)',
    async (fault) => {
      const { draft, said } = opened(['none', fault]);
      await draft.keep(answers('a'));
      const state = await draft.keep(answers('b'));
      if (state === 'kept') expect(said()).toEqual(['b']);
      expect(await draft.keep(answers('c'))).toBe('kept');
      expect(said()).toEqual(['c']);
    },
  );

  test('no acknowledged answer is lost, whatever passes', async () => {
    const passing: readonly Fault[] = [
      'none',
      'lost-before',
      'lost-after',
      '412-after',
      409,
      429,
      500,
      503,
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...passing), { maxLength: 8 }), async (faults) => {
        const { draft, said } = opened(faults);
        for (const each of ['a', 'b', 'c', 'd']) {
          if ((await draft.keep(answers(each))) === 'kept') expect(said()).toEqual([each]);
        }
      }),
    );
  });

  test('another window’s are not written over; this one says so and keeps its own in memory', async () => {
    const { draft, server, said, sleep } = opened();
    await draft.keep(answers('a'));
    const other = draftOn({ ...server, sleep }, server.stored()[0] as QuestionnaireResponse);
    expect(await other.keep(answers('theirs'))).toBe('kept');
    expect(await draft.keep(answers('mine'))).toBe('taken');
    expect(await draft.keep(answers('mine again'))).toBe('taken');
    expect(said()).toEqual(['theirs']);
  });

  test('where the server keeps none it is said once and not tried again', async () => {
    const { draft, server } = opened([422]);
    expect(await draft.keep(answers('a'))).toBe('refused');
    expect(await draft.keep(answers('b'))).toBe('refused');
    expect(server.requests.length).toBe(1);
  });
});

describe('taking up a draft', () => {
  const whose = { patient: 'Patient/anna', author: 'Practitioner/siv', system: system.occasion };
  // The model searches by one name; here all stand for whatever is asked.
  const holding =
    (...stored: readonly QuestionnaireResponse[]) =>
    async () => ({
      status: 200,
      resource: {
        resourceType: 'Bundle' as const,
        type: 'searchset' as const,
        entry: stored.map((resource) => ({ resource: { ...resource, id: 'd1' } })),
      },
    });

  test.each<[string, Partial<QuestionnaireResponse>, boolean]>([
    ['her own, open', {}, true],
    ['a colleague’s', { author: { reference: 'Practitioner/eva' } }, false],
    ['about another patient', { subject: { reference: 'Patient/bo' } }, false],
    ['already done', { status: 'completed' }, false],
    ['another program’s', { identifier: { system: 'urn:other', value: 'x' } }, false],
  ])('%s', async (_name, change, found) => {
    const draft = await openDraft(holding({ ...answers('a'), ...change }), whose);
    expect(draft !== undefined).toBe(found);
  });
  test.each([
    [403, 'none to be had'],
    [404, 'none to be had'],
    [401, 'not known'],
    [429, 'not known'],
    [500, 'not known'],
    [503, 'not known'],
  ])('where the search answers %s: %s', async (status, said) => {
    const asked = openDraft(async () => ({ status }), whose);
    if (said === 'not known') await expect(asked).rejects.toThrow(TransportError);
    else expect(await asked).toBeUndefined();
  });

  test('a page instead of an answer is not "none"', async () => {
    await expect(openDraft(async () => ({ status: 200 }), whose)).rejects.toThrow(TransportError);
  });
});
