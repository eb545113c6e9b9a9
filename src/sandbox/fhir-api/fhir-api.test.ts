import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allScopes, appUrl, ask, launchFor } from '../pretend-app.ts';
import { type Sandbox, startSandbox } from '../start.ts';

let ehr: Sandbox;
let token: string;
beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22' });
  token = (await launchFor(ehr, 'anna', `${allScopes} patient/DocumentReference.crs`)).access_token;
}, 60_000);
afterAll(() => ehr.close());

const subject = { reference: 'Patient/anna' };
const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Svar' },
  subject,
};
const send = (path: string, body: unknown, headers = {}) =>
  ask(ehr, token, path, { body, headers });
const read = (path: string) => ask(ehr, token, path);

describe('Writing one resource', () => {
  test('answers with where it is and which version it is', async () => {
    const created = await send('/Observation', observation);
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('W/"1"');
    expect(created.headers.get('last-modified')).toBeTruthy();
    const { id } = created.body;
    expect(created.headers.get('location')).toBe(`${ehr.fhirUrl}/Observation/${id}/_history/1`);
    expect(created.headers.get('access-control-expose-headers')).toContain('ETag');
    expect((await read(`/Observation/${id}`)).body.subject).toEqual(subject);
  });

  test('never takes the id of another', async () => {
    const first = await send('/Observation', { ...observation, id: 'chosen' });
    expect(first.body.id).not.toBe('chosen');
  });

  test('twice with the same If-None-Exist leaves one', async () => {
    const tag = [{ system: 'https://tryggfraga.example/fhir/sid/occasion', code: 'o1' }];
    const headers = { 'if-none-exist': `_tag=${tag[0]?.system}|o1` };
    const tagged = { ...observation, meta: { tag } };
    const first = await send('/Observation', tagged, headers);
    const second = await send('/Observation', tagged, headers);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.id).toBe(first.body.id);
  });

  test('with an old version is refused, and changes nothing', async () => {
    const { id } = (await send('/Observation', observation)).body;
    const change = (status: string, version: string) =>
      ask(ehr, token, `/Observation/${id}`, {
        method: 'PUT',
        body: { ...observation, id, status },
        headers: { 'if-match': `W/"${version}"` },
      });
    expect((await change('amended', '1')).headers.get('etag')).toBe('W/"2"');
    expect((await change('corrected', '1')).status).toBe(412);
    const history = (await read(`/Observation/${id}/_history`)).body;
    const again = (await read(`/Observation/${id}/_history`)).body;
    const versions = history.entry.map((each: Entry) => each.resource.meta?.versionId);
    expect(versions).toEqual(['2', '1']);
    expect(again).toEqual(history);
    expect((await read(`/Observation/${id}/_history/1`)).body.status).toBe('final');
  });

  test('answers nothing when only a receipt is wanted', async () => {
    const created = await send('/Observation', observation, { prefer: 'return=minimal' });
    expect([created.status, created.body]).toEqual([201, undefined]);
  });
});

describe('A bad resource is refused with the element named', () => {
  test.each([
    ['an unknown code', { ...observation, status: 'nope' }, 422, 'Observation.status'],
    ['a missing element', { ...observation, code: undefined }, 400, 'Observation.code'],
    ['an element nobody knows', { ...observation, colour: 'red' }, 400, 'Observation.colour'],
    ['a wrong type', { ...observation, valueInteger: 'one' }, 400, 'Observation.value[x]'],
    ['two values', { ...observation, valueInteger: 1, valueString: 'x' }, 400, 'Observation.value'],
    [
      'a wrong code inside a list',
      { ...observation, identifier: [{ use: 'mine', value: '1' }] },
      422,
      'Observation.identifier',
    ],
    [
      'a reference to nothing',
      { ...observation, encounter: { reference: 'Encounter/none' } },
      422,
      'Observation.encounter.reference',
    ],
    [
      'a reference to something in another bundle',
      { ...observation, focus: [{ reference: 'urn:uuid:1' }] },
      422,
      'Observation.focus[0].reference',
    ],
    [
      'a value and a reason for its absence',
      { ...observation, valueInteger: 1, dataAbsentReason: { text: 'x' } },
      400,
      'Observation',
    ],
  ])('%s', async (_what, body, status, element) => {
    const before = ehr.control.resources().length;
    const refused = await send('/Observation', body);
    expect(refused.status).toBe(status);
    expect(refused.body.resourceType).toBe('OperationOutcome');
    expect(refused.body.issue[0].expression[0]).toContain(element);
    expect(ehr.control.resources()).toHaveLength(before);
  });

  test('what is not JSON, too large, or not FHIR, is told so', async () => {
    const raw = async (body: string, type = 'application/fhir+json') => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': type };
      const response = await fetch(`${ehr.fhirUrl}/Observation`, { method: 'POST', headers, body });
      const outcome = await response.json();
      expect(outcome.resourceType).toBe('OperationOutcome');
      return response.status;
    };
    expect(await raw('{"resourceType":')).toBe(400);
    expect(await raw('[]')).toBe(400);
    expect(await raw('null')).toBe(400);
    expect(await raw('{}', 'text/plain')).toBe(415);
    expect(await raw(`"${'x'.repeat(1_100_000)}"`)).toBe(413);
    expect(await raw('{"resourceType":"Patient"}')).toBe(400);
  });
});

type Entry = {
  readonly resource: { readonly id?: string; readonly meta?: { versionId?: string } };
};

describe('Searching', () => {
  test('takes a bare id, a token, a tag, and a POST', async () => {
    const tag = [{ system: 'https://a.example', code: 'searching' }];
    const { id } = (await send('/Observation', { ...observation, meta: { tag } })).body;
    for (const query of ['patient=anna', 'patient=Patient/anna', 'subject=anna']) {
      const found = await read(`/Observation?${query}&_tag=https://a.example|searching`);
      expect(found.body.entry.map((each: Entry) => each.resource.id)).toEqual([id]);
      expect(found.body.entry[0].search.mode).toBe('match');
      expect(found.body.entry[0].fullUrl).toBe(`${ehr.fhirUrl}/Observation/${id}`);
    }
    const posted = await fetch(`${ehr.fhirUrl}/Observation/_search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams({ _tag: 'https://a.example|searching', status: 'final,amended' }),
    });
    expect((await posted.json()).total).toBe(1);
  });

  test('refuses what it does not understand', async () => {
    expect((await read('/Observation?favourite=1')).status).toBe(400);
    expect((await read('/Observation?_sort=favourite')).status).toBe(400);
    expect((await read('/Nothing')).status).toBe(404);
    expect((await read('/Patient/anna/$merge')).status).toBe(404);
  });

  test('follows links from page to page, each found once', async () => {
    const tag = [{ system: 'https://a.example', code: 'paging' }];
    for (let count = 0; count < 5; count += 1) {
      await send('/Observation', { ...observation, meta: { tag } });
    }
    const seen: string[] = [];
    let next: string | undefined =
      `${ehr.fhirUrl}/Observation?_tag=https://a.example|paging&_count=2`;
    while (next !== undefined) {
      const page = (await read(next.slice(ehr.fhirUrl.length))).body;
      expect(page.total).toBe(5);
      seen.push(...page.entry.map((each: Entry) => each.resource.id));
      const links: { relation: string; url: string }[] = page.link;
      next = links.find(({ relation }) => relation === 'next')?.url;
    }
    expect(new Set(seen).size).toBe(5);
  });

  test('brings along what is pointed at, and what points here', async () => {
    const request = await send('/ServiceRequest', {
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      subject,
    });
    const focus = { reference: `ServiceRequest/${request.body.id}` };
    const task = {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      focus,
      for: subject,
    };
    const { id } = (await send('/Task', task)).body;
    const forward = (await read(`/Task?_id=${id}&_include=Task:focus`)).body;
    expect(modes(forward)).toEqual(['Task match', 'ServiceRequest include']);
    const backward = (await read(`/ServiceRequest?_id=${request.body.id}&_revinclude=Task:focus`))
      .body;
    expect(modes(backward)).toEqual(['ServiceRequest match', 'Task include']);
  });
});

function modes(bundle: {
  entry: { resource: { resourceType: string }; search: { mode: string } }[];
}): readonly string[] {
  return bundle.entry.map(({ resource, search }) => `${resource.resourceType} ${search.mode}`);
}

describe('Around it', () => {
  test('what it can do is open to all, what it holds is not', async () => {
    const metadata = await (await fetch(`${ehr.fhirUrl}/metadata`)).json();
    expect(metadata).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
    expect((await fetch(`${ehr.fhirUrl}/Patient/anna`)).status).toBe(401);
    expect((await fetch(`${ehr.fhirUrl}/Patient`)).status).toBe(401);
  });

  test('another origin may ask first', async () => {
    const response = await fetch(`${ehr.fhirUrl}/`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://127.0.0.1:4999',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,if-none-exist',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toContain('If-None-Exist');
  });
});
