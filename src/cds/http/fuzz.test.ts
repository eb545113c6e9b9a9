import fc from 'fast-check';
import { expect, test } from 'vitest';
import { booking, call } from '../../../test/cds/chart.ts';
import { post, unit } from '../../../test/cds/unit.ts';

const nasty = fc.constantFrom<unknown>(
  null,
  '',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  'x'.repeat(5000),
  '\u0000',
  '\uD800',
  '../..',
  '{{context.patientId}}',
  JSON.parse('{"__proto__":{"polluted":1}}'),
  { constructor: { prototype: { polluted: 1 } } },
  { resourceType: 'Bundle' },
  { resourceType: 'Bundle', entry: [null] },
  { resourceType: 'Bundle', entry: 7 },
  { resourceType: 7 },
  { resourceType: 'Bundle', link: [{ relation: 'next', url: '\u0000' }] },
  { resourceType: 'OperationOutcome' },
);

/** Puts something nasty at a random place of a good body. */
function bent(body: unknown, path: readonly number[], put: unknown): unknown {
  const [at, ...rest] = path;
  if (at === undefined || typeof body !== 'object' || body === null) return put;
  const keys = Object.keys(body);
  const key = keys[at % Math.max(1, keys.length)];
  if (key === undefined) return put;
  const copy = Array.isArray(body) ? [...body] : { ...body };
  Reflect.set(copy, key, bent(Reflect.get(body, key), rest, put));
  return copy;
}

const place = fc.array(fc.nat(30), { maxLength: 7 });
const good = fc.constantFrom<readonly [string, object]>(
  ['patient-view', call()],
  ['encounter-start', call({ hook: 'encounter-start' })],
  ['appointment-book', booking()],
);
const feedback = {
  feedback: [
    {
      card: 'a',
      outcome: 'overridden',
      overrideReason: { reason: { code: 'x' } },
      outcomeTimestamp: '2026-11-22T10:00:00Z',
    },
  ],
};

const fine = (status: number): boolean => status < 500;
const unspoilt = (): boolean => !('polluted' in {});

test('whatever stands in a call, no answer is our fault', async () => {
  const here = unit({}, { fetch: async () => Response.json({}) });
  await fc.assert(
    fc.asyncProperty(good, place, nasty, async ([hook, body], path, put) => {
      const answer = await here.ask(hook, bent(body, path, put));
      return fine(answer.status) && unspoilt();
    }),
    { numRuns: 4000 },
  );
  expect(here.logged.filter(({ event }) => event === 'failed')).toEqual([]);
}, 60_000);

test('whatever the bytes', async () => {
  const here = unit();
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), async (text) => {
      const answer = await here.ask('patient-view', text as unknown as object);
      return answer.status === 400;
    }),
    { numRuns: 2000 },
  );
  const deep = await here.ask('patient-view', '['.repeat(200_000));
  expect(deep.status).toBe(400);
}, 60_000);

test('whatever the feedback', async () => {
  const here = unit();
  const url = `${here.base}/health-questions-patient-view/feedback`;
  await fc.assert(
    fc.asyncProperty(place, nasty, async (path, put) => {
      const answer = await here.fetch(post(url, bent(feedback, path, put)));
      return fine(answer.status) && unspoilt();
    }),
    { numRuns: 2000 },
  );
}, 60_000);

test('whatever the EHR’s server answers', async () => {
  let answer: unknown;
  const here = unit({}, { fetch: async () => Response.json(answer) });
  await fc.assert(
    fc.asyncProperty(fc.oneof(nasty, fc.jsonValue()), async (given) => {
      answer = given;
      const reply = await here.ask(
        'patient-view',
        call({ prefetch: undefined, fhirServer: 'https://ehr.example/fhir' }),
      );
      return fine(reply.status) && unspoilt();
    }),
    { numRuns: 1000 },
  );
}, 60_000);
