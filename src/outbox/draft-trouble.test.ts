import { describe, expect, test } from 'vitest';
import {
  type FhirRequest,
  type QuestionnaireResponse,
  system,
  type Transport,
} from '../fhir/index.ts';
import { type Fault, type Habits, type ModelServer, modelServer } from './cases/model-server.ts';
import { draftOn } from './draft.ts';

const answers = (text: string, change: object = {}): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  identifier: { system: system.occasion, value: 'k#draft' },
  status: 'in-progress',
  subject: { reference: 'Patient/anna' },
  author: { reference: 'Practitioner/siv' },
  item: [{ linkId: 'first', answer: [{ valueString: text }] }],
  ...change,
});

const sleep = async (): Promise<void> => undefined;
const stands = (server: ModelServer): readonly string[] =>
  (server.stored() as readonly QuestionnaireResponse[]).map(({ status, item }) =>
    `${status} ${item?.[0]?.answer?.[0]?.valueString ?? ''}`.trim(),
  );

function holding(
  already: readonly QuestionnaireResponse[],
  faults: readonly Fault[] = [],
  habits: Habits = {},
): ModelServer {
  const stored = already.map((each, index) => ({
    id: `d${index}`,
    meta: { versionId: '1' },
    ...each,
  }));
  return modelServer(faults, habits, stored);
}

/** The same server, but for what it answers to some requests. */
const but = (
  server: ModelServer,
  when: (request: FhirRequest) => boolean,
  answer: Awaited<ReturnType<Transport>>,
): Transport => {
  return async (request) => (when(request) ? answer : server.transport(request));
};

describe('the draft of another window', () => {
  test('under the same name is not taken for this one’s, though the server answers with it', async () => {
    const server = holding([answers('theirs')]);
    const found = but(server, ({ method, body }) => method === 'POST' && body !== undefined, {
      status: 200,
      resource: { ...answers('theirs'), id: 'd0', meta: { versionId: '1' } },
    });
    const draft = draftOn({ transport: found, sleep });
    expect(await draft.keep(answers('mine'))).toBe('taken');
    expect(stands(server)).toEqual(['in-progress theirs']);
  });

  test('is looked for by its name, and made only when there is none', async () => {
    const server = holding([]);
    await draftOn({ ...server, sleep }).keep(answers('a'));
    expect(server.requests[0]).toMatchObject({
      path: 'QuestionnaireResponse',
      ifNoneExist: `identifier=${encodeURIComponent(`${system.occasion}|k#draft`)}`,
    });
  });

  test.each(['lost-before', 503] as const)(
    'that closed it meanwhile is believed (%s)',
    async (fault) => {
      const server = holding([]);
      const draft = draftOn({ ...server, sleep });
      await draft.keep(answers('a'));
      const other = draftOn({ ...server, sleep }, server.stored()[0] as QuestionnaireResponse);
      expect(await other.close()).toBe('kept');
      const cut = modelServer([fault], {}, server.stored());
      const mine = draftOn(
        { ...cut, sleep },
        {
          ...answers('a'),
          id: '1',
          meta: { versionId: '1' },
        },
      );
      expect(await mine.keep(answers('b'))).toBe('taken');
      expect(stands(cut)).toEqual(['entered-in-error']);
    },
  );
});

describe('a draft that is not there any more', () => {
  test.each([404, 410])('(%s) is not written anew: somebody has taken it away', async (status) => {
    const server = holding([answers('a')], ['lost-before']);
    const transport = but(server, ({ method }) => method === 'GET', { status });
    const draft = draftOn(
      { transport, sleep },
      { ...answers('a'), id: 'd0', meta: { versionId: '1' } },
    );
    expect(await draft.keep(answers('b'))).toBe('taken');
  });

  test('or cannot be read: earlier answers may stand, later ones are tried again', async () => {
    const server = holding([answers('a')], ['lost-before']);
    const transport = but(server, ({ method }) => method === 'GET', { status: 500 });
    const draft = draftOn(
      { transport, sleep },
      { ...answers('a'), id: 'd0', meta: { versionId: '1' } },
    );
    expect(await draft.keep(answers('b'))).toBe('behind');
    expect(await draft.keep(answers('c'))).toBe('kept');
    expect(stands(server)).toEqual(['in-progress c']);
  });
});

describe('when the sign-in is gone', () => {
  test.each(['signed-out', 401] as const)(
    '(%s) nothing more is asked, and nothing is said to be kept',
    async (fault) => {
      const server = holding([], [fault]);
      const draft = draftOn({ ...server, sleep });
      expect(await draft.keep(answers('a'))).toBe('behind');
      expect(server.requests.length).toBe(1);
    },
  );
});

test('a fault in the program is no trouble on the line', async () => {
  const transport: Transport = async () => {
    throw new Error('ours');
  };
  await expect(draftOn({ transport, sleep }).keep(answers('a'))).rejects.toThrow('ours');
  await expect(draftOn({ transport, sleep }).close()).resolves.toBe('kept');
});

describe('putting drafts away', () => {
  test('nothing kept, nothing asked', async () => {
    const server = holding([]);
    expect(await draftOn({ ...server, sleep }).close()).toBe('kept');
    expect(server.requests).toEqual([]);
  });

  test('one that was taken up and not touched is emptied', async () => {
    const server = holding([answers('a')]);
    const from = server.stored()[0] as QuestionnaireResponse;
    expect(await draftOn({ ...server, sleep }, from).close()).toBe('kept');
    expect(stands(server)).toEqual(['entered-in-error']);
  });

  test('what somebody else wrote under the same name stays, and that is said', async () => {
    const server = holding([answers('a'), answers('theirs')]);
    const from = server.stored()[0] as QuestionnaireResponse;
    expect(await draftOn({ ...server, sleep }, from).close()).toBe('taken');
    expect(stands(server)).toEqual(['entered-in-error', 'in-progress theirs']);
  });

  test('what is about somebody else, or done, is not touched', async () => {
    const others = [
      answers('a', { subject: { reference: 'Patient/bo' } }),
      answers('a', { status: 'completed' }),
    ];
    const server = holding([answers('a'), ...others]);
    const from = server.stored()[0] as QuestionnaireResponse;
    expect(await draftOn({ ...server, sleep }, from).close()).toBe('kept');
    expect(stands(server)).toEqual(['entered-in-error', 'in-progress a', 'completed a']);
  });

  test.each([
    [422, 'refused'],
    [403, 'refused'],
    [503, 'behind'],
    [401, 'behind'],
  ] as const)(
    'one left behind that cannot be emptied (%s) is said to be %s',
    async (status, state) => {
      // Its create was lost, so only the look finds it.
      const server = holding([], ['lost-after', 503]);
      const transport = but(server, ({ method }) => method === 'PUT', { status });
      const draft = draftOn({ transport, sleep });
      expect(await draft.keep(answers('a'))).toBe('behind');
      expect(await draft.close()).toBe(state);
      expect(stands(server)).toEqual(['in-progress a']);
    },
  );

  test('where the server keeps none there is nothing to put away', async () => {
    const draft = draftOn({ ...holding([], [422]), sleep });
    await draft.keep(answers('a'));
    expect(await draft.close()).toBe('refused');
  });
});
