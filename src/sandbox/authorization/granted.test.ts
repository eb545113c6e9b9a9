import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { appUrl, ask, askForTokens, launchFor, refresh, tokensIn } from '../pretend-app.ts';
import { type Sandbox, startSandbox } from '../start.ts';

let ehr: Sandbox;
beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22' });
}, 60_000);
afterAll(() => ehr.close());
afterEach(() => ehr.control.withholdScopes([]));

describe('What is granted', () => {
  test('is less than what was asked, and says so', async () => {
    const { scope, access_token } = await launchFor(ehr, 'anna');
    expect(scope).toContain('patient/Condition.rs');
    expect(scope).not.toContain('patient/Condition.c');
    const condition = {
      resourceType: 'Condition',
      subject: { reference: 'Patient/anna' },
      code: { text: 'x' },
    };
    expect((await ask(ehr, access_token, '/Condition', { body: condition })).status).toBe(403);
  });

  test('loses what is withheld', async () => {
    ehr.control.withholdScopes(['patient/ServiceRequest.c', 'online_access']);
    const tokens = await launchFor(ehr, 'anna');
    expect(tokens.scope).toContain('patient/ServiceRequest.rus');
    expect(tokens.refresh_token).toBeUndefined();
  });

  test('ends at the patient in context', async () => {
    const { access_token: token } = await launchFor(ehr, 'anna');
    expect((await ask(ehr, token, '/Patient/anna')).status).toBe(200);
    expect((await ask(ehr, token, '/Patient/bertil')).status).toBe(403);
    expect((await ask(ehr, token, '/Encounter/bertil-idag')).status).toBe(403);
    expect((await ask(ehr, token, '/Encounter?patient=bertil')).status).toBe(403);
    const own = await ask(ehr, token, '/Encounter');
    expect(own.body.total).toBe(2);
    expect((await ask(ehr, token, '/Practitioner/nurse')).status).toBe(200);
  });

  test('is nothing about anybody when no patient was in context', async () => {
    const tokens = await launchFor(ehr, undefined);
    expect(tokens.patient).toBeUndefined();
    expect((await ask(ehr, tokens.access_token, '/Patient/anna')).status).toBe(403);
  });
});

describe('Tokens end', () => {
  test('an expired one is refused, and refreshing gives a new one', async () => {
    const first = await launchFor(ehr, 'anna');
    ehr.control.expireTokens();
    expect((await ask(ehr, first.access_token, '/Patient/anna')).status).toBe(401);
    const second = await tokensIn(await refresh(ehr, first.refresh_token));
    expect(second.patient).toBe('anna');
    expect((await ask(ehr, second.access_token, '/Patient/anna')).status).toBe(200);
  });

  test('a refresh token is good once; using it again ends them all', async () => {
    const first = await launchFor(ehr, 'anna');
    const second = await tokensIn(await refresh(ehr, first.refresh_token));
    expect((await refresh(ehr, first.refresh_token)).status).toBe(400);
    expect((await ask(ehr, second.access_token, '/Patient/anna')).status).toBe(401);
  });

  test('refreshing is refused without the client id, and once it is revoked', async () => {
    const { refresh_token: token } = await launchFor(ehr, 'anna');
    expect((await askForTokens(ehr, { client_id: '', grant_type: 'refresh_token' })).status).toBe(
      400,
    );
    ehr.control.revokeRefresh();
    expect((await refresh(ehr, token)).status).toBe(400);
  });

  test.each(['', 'made-up', 'ä'])('the token "%s" opens nothing', async (token) => {
    const response = await fetch(`${ehr.fhirUrl}/Patient/anna`, {
      headers: { authorization: `Bearer ${encodeURIComponent(token)}` },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
  });
});
