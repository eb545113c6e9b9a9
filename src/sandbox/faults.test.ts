import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { appUrl, ask, authorize, launchFor, sentBack } from './pretend-app.ts';
import { type Sandbox, startSandbox } from './start.ts';

let ehr: Sandbox;
let token: string;
beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22' });
  token = (await launchFor(ehr, 'anna')).access_token;
}, 60_000);
afterAll(() => ehr.close());
afterEach(() => {
  ehr.control.clearFaults();
  ehr.control.behave();
});

const body = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Svar' },
  subject: { reference: 'Patient/anna' },
};
const stored = () => ehr.control.resources('Observation').length;

describe('Faults on demand', () => {
  test('a status, as many times as asked for, readable from another origin', async () => {
    ehr.control.fault({ path: /^\/fhir/, status: 503, times: 1, headers: { 'retry-after': '2' } });
    const first = await ask(ehr, token, '/Patient/anna');
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '2']);
    expect(first.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect((await ask(ehr, token, '/Patient/anna')).status).toBe(200);
  });

  test('a connection cut before the work: nothing is stored', async () => {
    ehr.control.fault({ method: 'POST', path: '/fhir/Observation', dropBefore: true });
    const before = stored();
    await expect(ask(ehr, token, '/Observation', { body })).rejects.toThrow('fetch failed');
    expect(stored()).toBe(before);
  });

  test('a connection cut after the work: it is stored, and nobody heard', async () => {
    ehr.control.fault({ method: 'POST', path: '/fhir/Observation', dropAfter: true, times: 1 });
    const before = stored();
    await expect(ask(ehr, token, '/Observation', { body })).rejects.toThrow('fetch failed');
    expect(stored()).toBe(before + 1);
    expect((await ask(ehr, token, '/Observation', { body })).status).toBe(201);
  });

  test('an answer lost by the token endpoint too', async () => {
    ehr.control.fault({ method: 'POST', path: '/oauth/token', dropAfter: true, times: 1 });
    await expect(launchFor(ehr, 'anna')).rejects.toThrow('fetch failed');
  });

  test('a late answer, and one that is not FHIR', async () => {
    ehr.control.fault({ path: '/fhir/Patient/anna', delayMs: 80, times: 1 });
    const start = performance.now();
    await ask(ehr, token, '/Patient/anna');
    expect(performance.now() - start).toBeGreaterThan(70);
    const page = { body: '<html>', headers: { 'content-type': 'text/html' } };
    ehr.control.fault({ path: '/fhir/Patient/anna', ...page });
    await expect(ask(ehr, token, '/Patient/anna')).rejects.toThrow('JSON');
  });

  test('preflights pass, unless they are what is asked for', async () => {
    ehr.control.fault({ status: 500 });
    const preflight = () => fetch(`${ehr.fhirUrl}/Patient/anna`, { method: 'OPTIONS' });
    expect((await preflight()).status).toBe(204);
    ehr.control.clearFaults();
    ehr.control.fault({ method: 'OPTIONS', status: 500 });
    expect((await preflight()).status).toBe(500);
  });
});

describe('Answers that lead astray', () => {
  test.each([
    ['foreign-next-link', '/Encounter?patient=anna', 'https://other.example/fhir/Observation'],
    ['foreign-reference', '/Encounter/anna-idag', '"https://other.example/fhir/Patient/anna"'],
    ['other-patient', '/Encounter/anna-idag', '"Patient/somebody-else"'],
  ] as const)('%s', async (kind, path, text) => {
    ehr.control.misbehave(kind);
    expect(JSON.stringify((await ask(ehr, token, path)).body)).toContain(text);
    ehr.control.behave();
    expect(JSON.stringify((await ask(ehr, token, path)).body)).not.toContain(text);
  });

  test.each([
    ['state-missing', 'state', null],
    ['state-wrong', 'state', 'another-state'],
    ['issuer-wrong', 'iss', 'https://other.example'],
  ] as const)('%s on the way back', async (kind, name, value) => {
    ehr.control.misbehave(kind);
    const url = ehr.control.launchUrl({ patient: 'anna' });
    expect(sentBack(await authorize(ehr, url)).get(name)).toBe(value);
  });
});

describe('What was asked of it', () => {
  test('is kept: method, path, origin, and whether a token came along', async () => {
    ehr.control.forgetRequests();
    await ask(ehr, token, '/Patient/anna', { headers: { origin: 'http://127.0.0.1:4999' } });
    await fetch(`${ehr.fhirUrl}/metadata`);
    expect(ehr.control.requests()).toEqual([
      {
        method: 'GET',
        path: '/fhir/Patient/anna',
        origin: 'http://127.0.0.1:4999',
        hasAuthorization: true,
      },
      { method: 'GET', path: '/fhir/metadata', hasAuthorization: false },
    ]);
  });
});
