import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appUrl, ask, launchFor } from '../pretend-app.ts';
import { type Sandbox, startSandbox } from '../start.ts';

let ehr: Sandbox;
let token: string;
beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22' });
  token = (await launchFor(ehr, 'anna')).access_token;
}, 60_000);
afterAll(() => ehr.close());

const types = fc.constantFrom('Observation', 'QuestionnaireResponse', 'Task', 'Bundle', 'Patient');
const elements = fc.constantFrom(
  'status',
  'code',
  'subject',
  'item',
  'entry',
  'request',
  'type',
  'meta',
  'identifier',
  'extension',
  'target',
  '__proto__',
);
const body = fc
  .tuple(types, fc.dictionary(elements, fc.jsonValue({ maxDepth: 3 })))
  .map(([resourceType, rest]) => ({ ...rest, resourceType }));

describe('Whatever is sent, the answer is a refusal in FHIR, never a crash', () => {
  test('bodies', async () => {
    const path = fc.constantFrom('/', '/Observation', '/Task', '/QuestionnaireResponse');
    await fc.assert(
      fc.asyncProperty(path, body, async (to, sent) => {
        const { status } = await ask(ehr, token, to, { body: sent });
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  test('transactions', async () => {
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
      url: fc.oneof(types, fc.constantFrom('Task/a/b', 'Task?a=b', '', '/', '$x', 'Patient/anna')),
      ifNoneExist: fc.option(fc.constantFrom('identifier=a|b', 'x', 'nope=1', '_count=0'), {
        nil: undefined,
      }),
    });
    const entry = fc.array(fc.record({ resource: fc.option(body), request }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('batch', 'transaction'), entry, async (type, entries) => {
        const sent = { resourceType: 'Bundle', type, entry: entries };
        const { status, body: answer } = await ask(ehr, token, '/', { body: sent });
        expect(status).toBeLessThan(500);
        if (type === 'batch') expect(JSON.stringify(answer)).not.toContain('"status":"5');
      }),
      { numRuns: 100 },
    );
  });

  test('addresses and searches', async () => {
    const name = fc.constantFrom(
      '_count',
      '_offset',
      '_sort',
      '_include',
      '_revinclude',
      '_id',
      '_tag',
      '_lastUpdated',
      '_summary',
      '_elements',
      '_fields',
      '_total',
      '_format',
      '_has:Task:focus:x',
      'patient.name',
      'patient',
      'date',
      'code:in',
      'status:not',
    );
    const value = fc.oneof(
      fc.constantFrom('-1', '0', 'x', '*', 'Task:focus', 'Nope:x', 'Observation:nope', '|', 'ge'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(name, value, async (key, text) => {
        const query = new URLSearchParams({ [key]: text });
        const { status } = await ask(ehr, token, `/Observation?${query}`);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });
});
