import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchIn, openTab } from '../../test/launch/tab.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import cases from './demo-ehr.json' with { type: 'json' };
import type { Session } from './index.ts';

const appUrl = 'http://127.0.0.1:4999/launch/';
const redirectUrl = `${appUrl}app.html`;
let ehr: Sandbox;

beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl });
}, 60_000);
afterAll(() => ehr.close());
afterEach(() => {
  ehr.control.behave();
  ehr.control.clearFaults();
  ehr.control.withholdScopes([]);
});

const launch = (address = ehr.control.launchUrl({ patient: 'anna' })): Promise<Session> =>
  launchIn(openTab(address), { fhirUrl: ehr.fhirUrl, redirectUrl });

const readAnna = { method: 'GET', path: 'Patient/anna' } as const;
const tokenRequests = (): number =>
  ehr.control.requests().filter(({ path }) => path.includes('/oauth/token')).length;

describe('with the demo EHR', () => {
  test('the app opens in the chart of the patient, for the nurse signed in', async () => {
    const session = await launch();
    expect(session.patient).toMatchObject({ id: 'anna', protectedIdentity: false });
    expect(session.patient.name).not.toBe('');
    expect(session.user?.reference).toMatch(/^Practitioner/);
    expect(session.grant.may('create', 'QuestionnaireResponse')).toBe(true);
    expect((await session.transport(readAnna)).status).toBe(200);
  });

  test.each(cases.stops)('$misbehave: the launch stops with $code', async (each) => {
    ehr.control.misbehave(each.misbehave as Parameters<typeof ehr.control.misbehave>[0]);
    await expect(launch()).rejects.toMatchObject({ name: 'LaunchError', code: each.code });
  });

  test.each(cases.goesOn)('%s: the launch goes on', async (misbehave) => {
    ehr.control.misbehave(misbehave as Parameters<typeof ehr.control.misbehave>[0]);
    expect((await launch()).patient.id).toBe('anna');
  });

  test('without a patient it stops', async () => {
    const launched = launch(ehr.control.launchUrl({}));
    await expect(launched).rejects.toMatchObject({ code: 'missing-patient' });
  });

  test('what the EHR says it can do is let in', async () => {
    const { transport } = await launch();
    const { resource } = await transport({ method: 'GET', path: 'metadata' });
    expect(resource?.resourceType).toBe('CapabilityStatement');
  });

  test('a withheld scope is known before anything is tried', async () => {
    ehr.control.withholdScopes(['patient/Task.c']);
    const { grant } = await launch();
    expect(grant.may('create', 'Task')).toBe(false);
    expect(grant.may('create', 'Observation')).toBe(true);
  });

  test('five requests when the token has expired make one refresh and five answers', async () => {
    const { transport } = await launch();
    ehr.control.expireTokens();
    ehr.control.forgetRequests();
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => transport(readAnna)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(tokenRequests()).toBe(1);
    ehr.control.expireTokens();
    expect((await transport(readAnna)).status).toBe(200);
  });

  test('when refreshing is refused too, the clinician is told', async () => {
    const { transport, onSignedOut } = await launch();
    let told = 0;
    onSignedOut(() => {
      told += 1;
    });
    ehr.control.revokeRefresh();
    ehr.control.expireTokens();
    await expect(transport(readAnna)).rejects.toMatchObject({ code: 'signed-out' });
    expect(told).toBe(1);
  });

  test('another patient’s data is never let in', async () => {
    const { transport } = await launch();
    ehr.control.misbehave('other-patient');
    const visits = ehr.control.resources('Encounter');
    const hers = visits.find((each) => JSON.stringify(each).includes('"Patient/anna"'));
    const read = { method: 'GET', path: `Encounter/${hers?.id}` } as const;
    await expect(transport(read)).rejects.toMatchObject({ code: 'wrong-patient' });
    ehr.control.behave();
    expect((await transport(read)).status).toBe(200);
  });

  test('a next link to another place is not followed', async () => {
    const { transport } = await launch();
    const next = { method: 'GET', path: 'https://other.example/fhir?page=2' } as const;
    await expect(transport(next)).rejects.toMatchObject({ code: 'foreign' });
  });
});
