import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appUrl, ask, launchFor } from '../pretend-app.ts';
import { type Sandbox, startSandbox } from '../start.ts';

let ehr: Sandbox;
beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22' });
}, 60_000);
afterAll(() => ehr.close());

const open = async (path: string) => {
  const response = await fetch(ehr.url + path, { redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe('Whoever opens the demo EHR', () => {
  test.each(['/', '/prova', '/skrivet', '/patient/anna', '/nowhere'])(
    'sees on %s that nobody is real, in Swedish, with no script',
    async (path) => {
      const { text, headers } = await open(path);
      expect(text).toContain('DEMO – påhittade personer');
      expect(text).toContain('<html lang="sv">');
      expect(text).not.toContain('<script');
      expect(text).not.toContain('[object');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );

  test('finds people by name and by situation', async () => {
    expect((await open('/?q=tests')).text).toContain('Anna Testsson');
    expect((await open('/?q=tests')).text).not.toContain('Bertil');
    expect((await open('/?situation=protected-identity')).text).toContain('Cecilia');
    expect((await open('/?q=ingen%20alls')).text).toContain('Ingen patient');
  });

  test('is told when an identity is protected, and sees no address', async () => {
    const { text } = await open('/patient/cecilia');
    expect(text).toContain('Skyddade personuppgifter');
    expect(text).not.toContain('gatan');
  });

  test('can write markup anywhere without it becoming markup', async () => {
    const { text } = await open('/?q=%22%3E%3Cimg%20src%3Dx%3E');
    expect(text).not.toContain('<img');
  });

  test('opens the app with a neutral name, beside the chart or in a window', async () => {
    const chart = (await open('/patient/anna')).text;
    expect(chart).toContain('Hälsofrågor i eget fönster');
    const beside = await open('/patient/anna?bredvid=ja');
    expect(beside.text).toContain('<iframe title="Hälsofrågor"');
    expect(beside.headers.get('content-security-policy')).toContain('http://127.0.0.1:4999');
    const launch = await open('/patient/anna/halsofragor');
    expect(launch.status).toBe(303);
    expect(launch.headers.get('location')).toContain(`${appUrl}index.html?iss=`);
  });

  test('sees what was written, in words and as FHIR', async () => {
    expect((await open('/skrivet')).text).toContain('Inget är skrivet ännu');
    const { access_token } = await launchFor(ehr, 'anna');
    const body = {
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      subject: { reference: 'Patient/anna' },
      item: [{ linkId: '1', text: 'Sover du gott?', answer: [{ valueString: '<b>nej</b>' }] }],
    };
    await ask(ehr, access_token, '/QuestionnaireResponse', { body });
    for (const path of ['/skrivet', '/patient/anna']) {
      const { text } = await open(path);
      expect(text).toContain('Frågor och svar');
      expect(text).toContain('Sover du gott?: &lt;b&gt;nej&lt;/b&gt;');
      expect(text).toContain('&quot;resourceType&quot;: &quot;QuestionnaireResponse&quot;');
    }
    expect((await open('/patient/bertil')).text).not.toContain('Sover du gott');
  });
});

describe('The demo stays on this computer', () => {
  test('an address that others could reach is refused', async () => {
    await expect(startSandbox({ port: 0, appUrl, host: '0.0.0.0' })).rejects.toThrow(RangeError);
  });

  test('and so is a request under another name', async () => {
    const status = await new Promise((resolve) => {
      const headers = { host: 'other.example' };
      request(`${ehr.url}/`, { headers }, (answer) => resolve(answer.statusCode)).end();
    });
    expect(status).toBe(421);
  });
});
