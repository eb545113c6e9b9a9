import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { appUrl, ask, authorize, redeem, sentBack, tokensIn } from '../pretend-app.ts';
import { type Sandbox, startSandbox } from '../start.ts';

type Asked = { readonly path: string; readonly token: string; readonly body: unknown };

const reason = { code: 'not-alone', system: 'https://a.example/reasons', display: 'Någon är med' };
const card = {
  uuid: '4b0e4a16-5a3e-4f5c-9d0a-1c2d3e4f5a6b',
  summary: 'Hälsofrågor är aktuella',
  detail: 'Ställs till alla.\n\n<b>Ingen</b> brådska.',
  indicator: 'info',
  source: { label: 'Region Påhitt' },
  overrideReasons: [reason],
  links: [
    {
      label: 'Öppna',
      url: `${appUrl}index.html`,
      type: 'smart',
      appContext: '{"routine":"se-orebro"}',
    },
  ],
};
const services = [
  {
    hook: 'patient-view',
    id: 'due',
    description: 'x',
    prefetch: {
      patient: 'Patient/{{context.patientId}}',
      encounter: 'Encounter/{{context.encounterId}}',
      occasions: 'Observation?patient={{context.patientId}}&_sort=-date&_count=50',
      odd: 'Observation?favourite={{context.patientId}}',
    },
  },
  { hook: 'order-sign', id: 'other', description: 'x' },
];

const sent = z.object({
  prefetch: z.looseObject({}),
  fhirAuthorization: z.object({ access_token: z.string() }),
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** A small CDS Hooks service that says what it is told to, and remembers what it was asked. */
function cdsService(says: () => { readonly status: number; readonly cards: unknown }) {
  const asked: Asked[] = [];
  const server: Server = createServer(async (request, response) => {
    const text = await textOf(request);
    const path = request.url ?? '';
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    asked.push({ path, token, body: text === '' ? undefined : JSON.parse(text) });
    response.setHeader('content-type', 'application/json');
    if (path === '/cds-services') response.end(JSON.stringify({ services }));
    else if (path.endsWith('/feedback')) response.end();
    else response.writeHead(says().status).end(JSON.stringify({ cards: says().cards }));
  });
  return { server, asked };
}

let says: { status: number; cards: unknown } = { status: 200, cards: [card] };
const { server, asked } = cdsService(() => says);
let cdsUrl = '';
let ehr: Sandbox;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cdsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
beforeEach(async () => {
  says = { status: 200, cards: [card] };
  asked.length = 0;
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22', cdsUrl });
});
afterEach(() => ehr.close());
afterAll(() => server.close());

const chart = async (patient = 'anna') => (await fetch(`${ehr.url}/patient/${patient}`)).text();
const cardUrl = (patient = 'anna'): string => `${ehr.url}/patient/${patient}/kort/${card.uuid}`;
const dismiss = (from = 'same-origin') =>
  fetch(cardUrl(), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': from },
    body: new URLSearchParams({ reason: reason.code }),
  });
const calls = (path: string) => asked.filter((each) => each.path === path);

describe('Opening a chart', () => {
  test('shows the card: its words as text, its link and its reasons', async () => {
    const page = await chart();
    expect(page).toContain('<h2>Hälsofrågor är aktuella</h2>');
    expect(page).toContain('<p>Ställs till alla.</p>');
    expect(page).toContain('&lt;b&gt;Ingen&lt;/b&gt;');
    expect(page).toContain('Region Påhitt');
    expect(page).toContain('>Öppna</a>');
    expect(page).toContain('Någon är med');
  });

  test('asks with context, prefetch and a token for this chart alone; unreadable prefetch is left out', async () => {
    await chart();
    const [call] = calls('/cds-services/due');
    expect(call?.body).toMatchObject({
      hook: 'patient-view',
      context: { userId: 'Practitioner/nurse', patientId: 'anna', encounterId: 'anna-idag' },
      fhirServer: ehr.fhirUrl,
      prefetch: {
        patient: { resourceType: 'Patient', id: 'anna' },
        encounter: { resourceType: 'Encounter', id: 'anna-idag' },
        occasions: { resourceType: 'Bundle', type: 'searchset', total: 0 },
      },
    });
    const { prefetch, fhirAuthorization } = sent.parse(call?.body);
    expect(Object.keys(prefetch)).not.toContain('odd');
    const token = fhirAuthorization.access_token;
    expect((await ask(ehr, token, '/Patient/anna')).status).toBe(200);
    expect((await ask(ehr, token, '/Patient/bertil')).status).toBe(403);
    expect(calls('/cds-services/other')).toEqual([]);
  });

  test('signs each call with ES384, for that address and once', async () => {
    await chart();
    const keys = createRemoteJWKSet(new URL(`${ehr.url}/cds-client/jwks.json`));
    const ids = new Set<unknown>();
    for (const { token, path } of asked) {
      const audience = cdsUrl + path;
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        audience,
        issuer: ehr.url,
      });
      expect(protectedHeader).toMatchObject({
        alg: 'ES384',
        typ: 'JWT',
        jku: `${ehr.url}/cds-client/jwks.json`,
      });
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
      ids.add(payload.jti);
    }
    expect(ids.size).toBe(asked.length);
  });

  test('shows nothing when nothing is due', async () => {
    says = { status: 200, cards: [] };
    expect(await chart()).not.toContain('Påminnelse');
  });

  test.each([
    ['refuses', 401, []],
    ['breaks down', 500, []],
    ['answers something else', 200, 'cards'],
  ])('says so and opens all the same when the service %s', async (_, status, cards) => {
    says = { status, cards };
    const page = await chart();
    expect(page).toContain('Påminnelser kunde inte hämtas');
    expect(page).toContain('Hälsofrågor bredvid journalen');
  });
});

describe('The card', () => {
  test('launches the app for this patient with its appContext', async () => {
    await chart();
    const response = await fetch(cardUrl(), { redirect: 'manual' });
    expect(response.status).toBe(303);
    const launch = response.headers.get('location') ?? '';
    expect(launch.startsWith(`${appUrl}index.html?iss=`)).toBe(true);
    const code = sentBack(await authorize(ehr, launch)).get('code') ?? '';
    expect(await tokensIn(await redeem(ehr, code))).toMatchObject({
      patient: 'anna',
      encounter: 'anna-idag',
      appContext: '{"routine":"se-orebro"}',
    });
  });

  test('opens nothing but the app, and nobody else’s chart', async () => {
    await chart();
    expect((await fetch(cardUrl('bertil'), { redirect: 'manual' })).status).toBe(404);
    const links = [{ ...card.links[0], url: 'https://other.example/launch' }];
    says = { status: 200, cards: [{ ...card, links }] };
    await chart();
    expect((await fetch(cardUrl(), { redirect: 'manual' })).status).toBe(404);
  });

  test('dismissed with a reason: the service is told, and the card is gone for today', async () => {
    await chart();
    expect((await dismiss('cross-site')).status).toBe(403);
    expect(calls('/cds-services/due/feedback')).toEqual([]);
    expect((await dismiss()).status).toBe(303);
    const [told] = calls('/cds-services/due/feedback');
    expect(told?.body).toEqual({
      feedback: [
        {
          card: card.uuid,
          outcome: 'overridden',
          overrideReason: { reason },
          outcomeTimestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
        },
      ],
    });
    expect(await chart()).not.toContain('Påminnelse');
    expect(await chart('bertil')).toContain('Påminnelse');
  });
});

test('without a service nobody is asked and nothing is shown', async () => {
  const alone = await startSandbox({ port: 0, appUrl });
  const page = await (await fetch(`${alone.url}/patient/anna`)).text();
  await alone.close();
  expect(page).not.toContain('Påminnelse');
  expect(asked).toEqual([]);
});
