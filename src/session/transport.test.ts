import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FhirRequest, FhirResource } from '../fhir/index.ts';
import { holdAuthority } from './authority.ts';
import { createTransport } from './transport.ts';

/** A FHIR server over HTTP that answers what the test says, and remembers what it was sent. */
type Seen = {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};
let server: Server;
let base = '';
let seen: Seen[] = [];
let answers: ((response: ServerResponse) => void)[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    if (request.url === '/token') {
      return json(200, { access_token: 'new', token_type: 'Bearer' })(response);
    }
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    return (answers.shift() ?? json(200, patient('anna')))(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
  answers = [];
});

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'Content-Type': 'application/fhir+json', ...headers });
    response.end(JSON.stringify(body));
  };
const text =
  (status: number, body: string, type = 'text/html') =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'Content-Type': type });
    response.end(body);
  };
const patient = (id: string): FhirResource => ({ resourceType: 'Patient', id });
const observation = (subject: string): FhirResource => ({
  resourceType: 'Observation',
  status: 'final',
  code: {},
  subject: { reference: subject },
});

function send(request: FhirRequest, refresh?: string) {
  const authority = holdAuthority(
    { fetch, now: Date.now },
    { tokenEndpoint: base.replace('/fhir', '/token'), clientId: 'app' },
    { access_token: 'old', token_type: 'Bearer', ...(refresh && { refresh_token: refresh }) },
  );
  const options = { fhirBase: base, patientId: 'anna', authority, timeoutMs: 2_000 };
  return createTransport({ fetch, now: Date.now }, options)(request);
}
const read: FhirRequest = { method: 'GET', path: 'Patient/anna' };
const create: FhirRequest = {
  method: 'POST',
  path: 'Observation',
  body: observation('Patient/anna'),
};

describe('one exchange', () => {
  test('a search keeps ids out of the address', async () => {
    answers = [json(200, { resourceType: 'Bundle', type: 'searchset' })];
    await send({ method: 'GET', path: 'Task', search: { patient: 'Patient/anna', _tag: 's|å&b' } });
    expect(seen[0]).toMatchObject({
      line: 'POST /fhir/Task/_search',
      body: 'patient=Patient%2Fanna&_tag=s%7C%C3%A5%26b',
    });
    expect(seen[0]?.headers['content-type']).toContain('application/x-www-form-urlencoded');
  });

  test('a search as it is written may say the same parameter twice: from this day to that', async () => {
    answers = [json(200, { resourceType: 'Bundle', type: 'searchset' })];
    await send({
      method: 'POST',
      path: 'Task/_search',
      search: 'date=ge2026-01-01&date=le2026-06-30',
    });
    expect(seen[0]).toMatchObject({
      line: 'POST /fhir/Task/_search',
      body: 'date=ge2026-01-01&date=le2026-06-30',
    });
  });

  test('a write carries its conditions and the token, and no cookie or referrer', async () => {
    answers = [json(201, observation('Patient/anna'), { ETag: 'W/"2"', Location: `${base}/O/1` })];
    const reply = await send({ ...create, ifNoneExist: 'identifier=s|1', ifMatch: 'W/"1"' });
    expect(reply).toMatchObject({ status: 201, etag: 'W/"2"', location: `${base}/O/1` });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer old',
      'content-type': 'application/fhir+json',
      'if-none-exist': 'identifier=s|1',
      'if-match': 'W/"1"',
    });
    expect(seen[0]?.headers.cookie).toBeUndefined();
    expect(seen[0]?.headers.referer).toBeUndefined();
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(create.body);
  });

  test('a transaction goes to the base itself', async () => {
    answers = [json(200, { resourceType: 'Bundle', type: 'transaction-response' })];
    await send({ method: 'POST', path: '', body: { resourceType: 'Bundle', type: 'transaction' } });
    expect(seen[0]?.line).toBe('POST /fhir');
  });

  test('a failure is an answer, whoever wrote the words', async () => {
    answers = [json(422, { resourceType: 'OperationOutcome', issue: [] })];
    expect(await send(create)).toMatchObject({ status: 422, resource: { issue: [] } });
    answers = [text(503, '<h1>Busy</h1>')];
    expect(await send(create)).toEqual({ status: 503 });
    answers = [json(429, {}, { 'Retry-After': '7' })];
    expect(await send(create)).toEqual({ status: 429, retryAfter: 7 });
  });
});

describe('an exchange that gave no answer to trust', () => {
  test.each<[string, string, (response: ServerResponse) => void]>([
    ['a sign-in page for the network', 'unreadable', text(200, '<h1>Welcome</h1>')],
    [
      'words that only look like FHIR',
      'unreadable',
      text(200, '{"resourceType":', 'application/fhir+json'),
    ],
    ['JSON that is no resource', 'unreadable', json(200, { hello: 1 })],
    ['a redirect', 'unreachable', (r) => r.writeHead(302, { Location: '/elsewhere' }).end()],
    ['a cut line', 'unreachable', (r) => r.destroy()],
    [
      'a body cut in the middle',
      'unreachable',
      (r) => {
        r.writeHead(200, { 'Content-Length': '900', 'Content-Type': 'application/fhir+json' });
        r.write('{"resourceType":');
        setTimeout(() => r.destroy(), 20);
      },
    ],
    ['silence', 'unreachable', () => undefined],
  ])('%s is %s, and is not tried again', async (_name, fault, answer) => {
    answers = [answer];
    await expect(send(create)).rejects.toMatchObject({ name: 'TransportError', code: fault });
    expect(seen).toHaveLength(1);
  });
});

describe('a token the server refuses', () => {
  test.each([read, create])(
    'is renewed and the request sent once more: $method',
    async (request) => {
      answers = [json(401, {}), json(200, patient('anna'))];
      expect(await send(request, 'r1')).toMatchObject({ status: 200 });
      expect(seen.map((each) => each.headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
    },
  );

  test('refused anew, the refusal is the answer', async () => {
    answers = [json(401, {}), json(401, {})];
    expect(await send(read, 'r1')).toEqual({ status: 401 });
    expect(seen).toHaveLength(2);
  });

  test('that cannot be renewed means signed out', async () => {
    answers = [json(401, {})];
    await expect(send(create)).rejects.toMatchObject({ code: 'signed-out' });
  });
});

describe('never another patient', () => {
  test('what names another patient is not sent', async () => {
    await expect(send({ ...create, body: observation('Patient/berit') })).rejects.toMatchObject({
      code: 'wrong-patient',
    });
    expect(seen).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['another patient', patient('berit')],
    ['something about another patient', observation('Patient/berit')],
    [
      'a list with one row about another patient',
      {
        resourceType: 'Bundle',
        entry: [
          { resource: observation('Patient/anna') },
          { resource: observation('Patient/berit') },
        ],
      },
    ],
  ])('%s is not let in', async (_name, resource) => {
    answers = [json(200, resource)];
    await expect(send(read)).rejects.toMatchObject({ code: 'wrong-patient' });
  });
});
