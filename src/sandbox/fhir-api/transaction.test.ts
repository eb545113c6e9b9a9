import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allScopes, appUrl, ask, launchFor } from '../pretend-app.ts';
import { type Sandbox, startSandbox } from '../start.ts';

let ehr: Sandbox;
let token: string;
beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22' });
  token = (await launchFor(ehr, 'anna', allScopes)).access_token;
}, 60_000);
afterAll(() => ehr.close());

const subject = { reference: 'Patient/anna' };
const urn = (index: number): string => `urn:uuid:00000000-0000-4000-8000-00000000000${index}`;
const sid = 'https://tryggfraga.example/fhir/sid/occasion';

/** An occasion as the app writes it: answers, twelve results, a referral and its task, and who wrote it. */
function occasion(key: string, patient = subject): Entry[] {
  const identifier = { system: sid, value: key };
  const entry = (index: number, resource: Resource): Entry => ({
    fullUrl: urn(index),
    resource,
    request: {
      method: 'POST',
      url: resource.resourceType,
      ifNoneExist: `identifier=${sid}|${key}${index > 3 ? `-${index}` : ''}`,
    },
  });
  const result = (index: number): Entry =>
    entry(index, {
      resourceType: 'Observation',
      identifier: [{ system: sid, value: `${key}-${index}` }],
      status: 'final',
      code: { text: `Fråga ${index}` },
      subject: patient,
      derivedFrom: [{ reference: urn(1) }],
    });
  return [
    {
      fullUrl: urn(9),
      resource: {
        resourceType: 'Provenance',
        target: [{ reference: urn(1) }, { reference: urn(4) }],
        recorded: '2026-11-22T10:00:00Z',
        agent: [{ who: { reference: 'Practitioner/nurse' } }],
      },
      request: { method: 'POST', url: 'Provenance' },
    },
    entry(3, {
      resourceType: 'Task',
      identifier: [identifier],
      status: 'requested',
      intent: 'order',
      focus: { reference: urn(2) },
      for: patient,
    }),
    entry(2, {
      resourceType: 'ServiceRequest',
      identifier: [identifier],
      status: 'active',
      intent: 'order',
      subject: patient,
    }),
    entry(1, {
      resourceType: 'QuestionnaireResponse',
      identifier,
      status: 'completed',
      subject: patient,
    }),
    ...[4, 5, 6, 7, 8].map(result),
  ];
}
type Resource = { readonly resourceType: string; readonly [element: string]: unknown };
type Entry = {
  fullUrl?: string;
  resource?: Resource;
  request: { method: string; url: string; ifNoneExist?: string; ifMatch?: string };
};
const send = (entry: readonly Entry[], headers = {}) =>
  ask(ehr, token, '/', { body: { resourceType: 'Bundle', type: 'transaction', entry }, headers });
const all = () => JSON.stringify(ehr.control.resources());

describe('An occasion is written whole', () => {
  test('with its own references, in the order it was sent', async () => {
    const done = await send(occasion('k1'));
    expect(done.status).toBe(200);
    expect(done.body.type).toBe('transaction-response');
    const statuses = done.body.entry.map((each: { response: Response }) => each.response.status);
    expect(statuses).toEqual(Array(9).fill('201 Created'));
    const [provenance, task, request, answers] = done.body.entry.map(
      (each: { response: Response }) => each.response.location.replace(/\/_history.*/, ''),
    );
    const find = (reference: string) =>
      ehr.control.resources().find((each) => `${each.resourceType}/${each.id}` === reference);
    expect(find(task)).toMatchObject({ focus: { reference: request } });
    expect(find(provenance)).toMatchObject({ target: [{ reference: answers }, {}] });
    expect(done.body.entry[0].response.etag).toBe('W/"1"');
    expect(done.body.entry[0].resource).toBeUndefined();
  });

  test('and sent again it is found, not doubled', async () => {
    const entries = occasion('k2').slice(1);
    await send(entries);
    const before = all();
    const again = await send(entries, { prefer: 'return=representation' });
    expect(again.status).toBe(200);
    expect(again.body.entry[0].response.status).toBe('200 OK');
    expect(again.body.entry[0].resource.resourceType).toBe('Task');
    expect(all()).toBe(before);
  });

  test('twice at the same time it is still one', async () => {
    const entries = occasion('k3').slice(1);
    await Promise.all([send(entries), send(entries), send(entries)]);
    const found = await ask(ehr, token, `/QuestionnaireResponse?identifier=${sid}|k3`);
    expect(found.body.total).toBe(1);
  });
});

type Response = { readonly status: string; readonly location: string };

describe('An occasion with one fault leaves nothing', () => {
  const faulty = (change: (entries: Entry[]) => void): Entry[] => {
    const entries = occasion('never');
    change(entries);
    return entries;
  };
  const last = (entries: Entry[]): { resource: Record<string, unknown> } => entries.at(-1) as never;

  test.each<[string, number, string, (entries: Entry[]) => void]>([
    [
      'a code that is not allowed',
      422,
      'Bundle.entry[8].resource.ofType(Observation).status',
      (entries) => {
        last(entries).resource['status'] = 'nope';
      },
    ],
    [
      'a reference to nothing',
      422,
      'Bundle.entry[8].resource.ofType(Observation).encounter.reference',
      (entries) => {
        last(entries).resource['encounter'] = { reference: 'Encounter/none' };
      },
    ],
    [
      'a patient who is not the one in context',
      403,
      'Bundle.entry[8]',
      (entries) => {
        last(entries).resource['subject'] = { reference: 'Patient/bertil' };
      },
    ],
    [
      'a type that was not granted',
      403,
      'Bundle.entry[9]',
      (entries) => {
        entries.push({
          resource: { resourceType: 'Condition', subject, code: { text: 'x' } },
          request: { method: 'POST', url: 'Condition' },
        });
      },
    ],
    [
      'an old version',
      412,
      'Bundle.entry[9]',
      (entries) => {
        entries.push({
          resource: { resourceType: 'Task', id: 'unknown' },
          request: { method: 'PUT', url: 'Task/unknown', ifMatch: 'W/"7"' },
        });
      },
    ],
  ])('%s', async (_what, status, where, change) => {
    const before = all();
    const refused = await send(faulty(change));
    expect(all()).toBe(before);
    expect(refused.body.resourceType).toBe('OperationOutcome');
    expect(refused.body.issue[0].expression[0]).toContain(where);
    expect(refused.status).toBe(status);
  });

  test('a method nobody knows', async () => {
    const refused = await send([{ request: { method: 'MOVE', url: 'Task' } }]);
    expect(refused.status).toBe(400);
    expect(refused.body.issue[0].expression[0]).toBe('Bundle.entry[0].request.method');
  });
});

describe('A batch', () => {
  test('answers each entry by itself', async () => {
    const entry = [
      { request: { method: 'GET', url: 'Patient/anna' } },
      { request: { method: 'GET', url: 'Patient/bertil' } },
      {
        resource: { resourceType: 'Observation' },
        request: { method: 'POST', url: 'Observation' },
      },
    ];
    const done = await ask(ehr, token, '/', {
      body: { resourceType: 'Bundle', type: 'batch', entry },
    });
    const statuses = done.body.entry.map((each: { response: Response }) => each.response.status);
    expect(statuses.map((each: string) => each.slice(0, 3))).toEqual(['200', '403', '400']);
  });
});
