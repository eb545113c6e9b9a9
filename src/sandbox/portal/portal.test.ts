import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FhirResource } from '../../fhir/index.ts';
import { system } from '../../fhir/index.ts';
import { allScopes, appUrl, ask, launchFor } from '../pretend-app.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import readers from './readers.json' with { type: 'json' };

const label = (...codes: readonly string[]) => ({
  security: codes.map((code) => ({
    system: /^[RV]$/.test(code) ? system.confidentiality : system.actCode,
    code,
  })),
});
const note = (patient: string, name: string, codes: readonly string[]): FhirResource => ({
  resourceType: 'Observation',
  id: `${patient}-${name}`,
  meta: label(...codes),
  status: 'final',
  code: { text: `marke-${name}` },
  subject: { reference: `Patient/${patient}` },
});
const all = ['V', 'SDV', 'NOPAT'];
const also = readers.flatMap(({ patient }) => [
  note(patient, 'hidden', all),
  note(patient, 'restricted', ['R']),
  note(patient, 'plain', []),
]);

let ehr: Sandbox;
beforeAll(async () => {
  ehr = await startSandbox({ port: 0, appUrl, today: '2026-11-22', also: dedupe(also) });
}, 60_000);
afterAll(() => ehr.close());

function dedupe(resources: readonly FhirResource[]): readonly FhirResource[] {
  return [...new Map(resources.map((each) => [each.id, each])).values()];
}

const seen = async (login: string, patient: string): Promise<readonly string[]> => {
  const token = ehr.control.portalToken(login);
  const { body } = await ask(ehr, token, `/Observation?patient=${patient}`);
  const codes: string[] = (body.entry ?? []).map(
    (each: { resource: { code: { text: string } } }) => each.resource.code.text,
  );
  return codes.map((text) => text.replace('marke-', '')).sort();
};

describe('What is seen of a chart in the portal', () => {
  test.each(readers)('$login: $who', async ({ login, patient, honoured, ignored }) => {
    ehr.control.portalLabels('honoured');
    expect(await seen(login, patient)).toEqual(honoured);
    ehr.control.portalLabels('ignored');
    expect(await seen(login, patient)).toEqual(ignored);
    ehr.control.portalLabels('honoured');
  });

  test('what is hidden looks as if it did not exist, at every address', async () => {
    const token = ehr.control.portalToken('anna');
    for (const path of ['', '/_history', '/_history/1']) {
      const hidden = await ask(ehr, token, `/Observation/anna-hidden${path}`);
      const nowhere = await ask(ehr, token, `/Observation/nothing-there${path}`);
      expect(hidden.status).toBe(404);
      expect(hidden.body).toEqual(nowhere.body);
    }
    const everything = await ask(ehr, token, '/Patient/anna/$everything');
    expect(JSON.stringify(everything.body)).toContain('marke-plain');
    expect(JSON.stringify(everything.body)).not.toContain('marke-hidden');
    expect((await ask(ehr, token, '/Observation?_content=marke-hidden')).body.total).toBe(0);
  });

  test('an earlier version that was labelled stays hidden when the newest is not', async () => {
    const { access_token } = await launchFor(ehr, 'bertil', allScopes);
    const body = note('bertil', 'changed', all);
    const made = await ask(ehr, access_token, '/Observation', { body });
    const { id } = made.body;
    await ask(ehr, access_token, `/Observation/${id}`, {
      method: 'PUT',
      body: { ...note('bertil', 'open', []), id },
    });
    const token = ehr.control.portalToken('bertil');
    const history = await ask(ehr, token, `/Observation/${id}/_history`);
    expect(history.body.total).toBe(1);
    expect(JSON.stringify(history.body)).not.toContain('marke-changed');
    expect((await ask(ehr, token, `/Observation/${id}/_history/1`)).status).toBe(404);
  });

  test('nobody writes there, nobody reads another chart, and nobody logs in as nobody', async () => {
    const token = ehr.control.portalToken('anna');
    const body = note('anna', 'own', []);
    expect((await ask(ehr, token, '/Observation', { body })).status).toBe(403);
    expect((await ask(ehr, token, '/Observation?patient=bertil')).status).toBe(403);
    expect(() => ehr.control.portalToken('nobody')).toThrow(RangeError);
  });
});

describe('The pages of the portal', () => {
  const open = async (path: string) => (await fetch(ehr.url + path)).text();
  const post = (site: string, labels: string) =>
    fetch(`${ehr.url}/portal`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': site },
      body: new URLSearchParams({ labels }),
    });

  test('show the same as the portal reads, and say who is let in', async () => {
    expect(await open('/portal')).toContain('Robin Testsson');
    expect(await open('/portal/noel-vardnadshavare-1')).toContain('stängd');
    expect(await open('/portal/anna')).not.toContain('marke-hidden');
    expect(await open('/portal/nobody')).toContain('finns inte');
  });

  test('switch the labels, but not for a page elsewhere', async () => {
    expect((await post('cross-site', 'ignored')).status).toBe(403);
    expect(await open('/portal')).toContain('<strong>följer</strong>');
    expect((await post('same-origin', 'ignored')).status).toBe(303);
    expect(await open('/portal')).toContain('<strong>struntar i</strong>');
    expect((await post('same-origin', 'honoured')).status).toBe(303);
  });

  test('give the token that the probe reads with', async () => {
    const { token, patient, name } = JSON.parse(await open('/portal/anna-ombud/token.json'));
    expect({ patient, name }).toEqual({ patient: 'anna', name: 'anna-ombud' });
    expect((await ask(ehr, token, '/Patient/anna')).status).toBe(200);
  });
});
