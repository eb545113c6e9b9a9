import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nurse } from './nurse.ts';
import { openWorld, type World } from './world.ts';

describe('an address made to lead the app astray', () => {
  let world: World;
  let elsewhere: Server;
  let elsewhereUrl = '';
  let reached: string[] = [];

  beforeAll(async () => {
    world = await openWorld();
    elsewhere = createServer((request, response) => {
      reached.push(request.url ?? '');
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end('{}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    reached = [];
  });
  afterAll(async () => {
    await world.close();
    elsewhere.close();
  });

  const issuer = (): string => encodeURIComponent(world.demo.ehr.fhirUrl);
  const hostile = (): string => encodeURIComponent(`${elsewhereUrl}/fhir`);

  test.each([
    [
      'another server and a patient of its choice',
      () => `?fhirServiceUrl=${hostile()}&patientId=x`,
      'hostile-parameter',
    ],
    ['an unknown issuer', () => `?iss=${hostile()}&launch=x`, 'unknown-issuer'],
    [
      'an unknown issuer and another client',
      () => `?iss=${hostile()}&launch=x&clientId=other`,
      'hostile-parameter',
    ],
    ['two issuers', () => `?iss=${issuer()}&iss=${hostile()}&launch=x`, 'hostile-parameter'],
    [
      'the right issuer and another client',
      () => `?iss=${issuer()}&launch=x&clientId=other`,
      'hostile-parameter',
    ],
    [
      'the right issuer and a redirect elsewhere',
      () => `?iss=${issuer()}&launch=x&redirectUri=${hostile()}`,
      'hostile-parameter',
    ],
    [
      'an issuer that begins like ours',
      () => `?iss=${issuer()}.evil.example&launch=x`,
      'unknown-issuer',
    ],
    [
      'an issuer with a name before the host',
      () => `?iss=${encodeURIComponent(world.demo.ehr.fhirUrl.replace('//', `//x@`))}&launch=x`,
      'unknown-issuer',
    ],
    [
      'an issuer that is script',
      () => `?iss=${encodeURIComponent('javascript:alert(1)')}&launch=x`,
      'unknown-issuer',
    ],
    ['nothing at all', () => '', 'not-launched'],
  ])('%s: it stops, and nothing leaves for the other place', async (_, query, fault) => {
    const { page, context, origins } = await world.sitDown();
    await page.goto(`${world.demo.app.url}/launch/index.html${query()}`);
    await page.getByText(nurse(page).word(`faults.${fault}`)).waitFor();
    expect(reached).toEqual([]);
    expect(origins()).toEqual([world.demo.app.url]);
    await context.close();
  });

  test('a login answer that nobody asked for is not taken', async () => {
    const { page, context } = await world.sitDown();
    await page.goto(`${world.demo.app.url}/launch/app.html?code=stolen&state=guessed`);
    await page
      .getByText(nurse(page).word('faults.state-mismatch'))
      .or(page.getByText(nurse(page).word('faults.not-launched')))
      .waitFor();
    expect(new URL(page.url()).search).toBe('');
    await context.close();
  });

  test.each([
    'no-code-challenge-methods',
    'id-token-bad-signature',
    'id-token-unsigned',
    'state-wrong',
    'issuer-wrong',
  ] as const)(
    'an EHR that gets it wrong (%s) is not trusted: no patient is shown',
    async (kind) => {
      const { page, context } = await world.sitDown();
      world.demo.ehr.control.misbehave(kind);
      await page.goto(world.demo.ehr.control.launchUrl({ patient: 'anna' }));
      await page.getByText(nurse(page).word('faults.title')).waitFor();
      expect(await page.getByText('Testsson').count()).toBe(0);
      world.demo.ehr.control.behave();
      await context.close();
    },
  );
});
