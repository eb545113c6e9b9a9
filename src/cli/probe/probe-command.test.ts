import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FhirResource, own, system } from '../../fhir/index.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { UsageError } from '../errors.ts';
import { probeCommand } from '../probe-command.ts';
import { canary, occasion } from './cases/occasion.ts';

const patients = ['anna', 'maja', 'noel'];
let ehr: Sandbox;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probe-'));
  ehr = await startSandbox({
    port: 0,
    appUrl: 'http://127.0.0.1:4999/launch/',
    also: patients.flatMap(occasion),
  });
}, 60_000);
beforeEach(() => ehr.control.portalLabels('honoured'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await ehr.close();
});

const file = (name: string, content: object): string => {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const login = (id: string, patient: string, more: object = {}): string =>
  file(id, { patient, token: ehr.control.portalToken(id), ...more });
const staff = (patient: string): string =>
  file(`staff-${patient}`, { patient, token: ehr.control.staffToken(patient) });

async function probe(...args: readonly string[]) {
  const lines: string[] = [];
  const out = (line: string): void => void lines.push(line);
  const day = {
    today: '2026-11-22',
    now: '2026-11-22T10:00:00.000Z',
  };
  const context = { args, environment: {}, report: { out, err: out }, ...day };
  const code = await probeCommand.run(context);
  return { code, text: lines.join('\n'), lines };
}
const against = (as: string, ...more: readonly string[]) =>
  probe('--base', ehr.fhirUrl, '--as', as, '--canary', canary, ...more);

describe('The leak check', { timeout: 60_000 }, () => {
  const own = (): string => login('anna', 'anna');
  const proxys = (): string => login('anna-ombud', 'anna');
  const guardians = (): string => login('maja-vardnadshavare-1', 'maja');

  test('with labels honoured nobody sees anything, over at least twenty routes', async () => {
    const more = ['--by', 'Test Testsson', '--control', staff('anna')];
    const { code, text, lines } = await against(`${own()},${proxys()}`, ...more);
    expect(text).toContain('control: 6 resources hold canaries');
    for (const id of ['anna', 'anna-ombud']) {
      expect(text).toContain(`${id}: does not see; 0 canaries`);
      expect(lines.filter((line) => line.startsWith(`${id} `)).length).toBeGreaterThanOrEqual(20);
      expect(text).toContain(
        `for site.json, ${id}: {"state":"does-not-see","testedOn":"2026-11-22","testedBy":"Test Testsson"}`,
      );
    }
    expect(code).toBe(0);
  });

  test('with labels ignored they see everything, and each place is named', async () => {
    ehr.control.portalLabels('ignored');
    const { code, text } = await against(`${proxys()},${guardians()}`, '--by', 'Test Testsson');
    for (const id of ['anna-ombud', 'maja-vardnadshavare-1']) {
      expect(text).toContain(`${id}: SEES canaries in 6 resources`);
    }
    for (const { resourceType, id } of ['anna', 'maja'].flatMap(occasion)) {
      expect(text).toContain(`  ${resourceType}/${id}`);
    }
    expect(text).not.toContain('for site.json');
    expect(code).toBe(1);
  });

  test('a passed test writes its own date into site.json, and a failed one takes it back', async () => {
    const path = file('site', JSON.parse(readFileSync('src/sandbox/site/site.json', 'utf8')));
    const row = () => JSON.parse(readFileSync(path, 'utf8')).readers['patient-portal'];
    const as = login('anna', 'anna', { row: 'patient-portal' });
    const more = ['--by', 'Test Testsson', '--control', staff('anna'), '--site', path];
    await against(as, ...more);
    expect(row()).toEqual({
      state: 'does-not-see',
      testedOn: '2026-11-22',
      testedBy: 'Test Testsson',
    });
    ehr.control.portalLabels('ignored');
    await against(as, ...more);
    expect(row()).toEqual({ state: 'sees' });
  });

  test('one label forgotten on one resource is found, with its place', async () => {
    const forgotten: FhirResource = {
      resourceType: 'Observation',
      id: 'forgotten',
      status: 'final',
      code: { coding: [{ system: system.question, code: 'afraid' }] },
      subject: { reference: 'Patient/bertil' },
    };
    const leaky = await startSandbox({
      port: 0,
      appUrl: 'http://127.0.0.1:4999/launch/',
      also: [forgotten],
    });
    const as = file('bertil', { patient: 'bertil', token: leaky.control.portalToken('bertil') });
    const { code, text } = await probe('--base', leaky.fhirUrl, '--as', as);
    await leaky.close();
    expect(code).toBe(1);
    expect(text).toContain('SEES canaries in 1 resources');
    expect(text).toContain('  Observation/forgotten');
  });
});

describe('An empty result is no proof', { timeout: 60_000 }, () => {
  test('when the token is refused', async () => {
    const { code, text } = await against(file('old', { patient: 'anna', token: 'expired' }));
    expect(text).toContain('old: NO PROOF: the token was refused');
    expect(code).toBe(1);
  });

  test('when the reader is shut out without being meant to be', async () => {
    const shut = await against(login('noel', 'noel'));
    expect(shut.text).toContain('NO PROOF: not even the patient');
    expect(shut.code).toBe(1);
    const meant = await against(
      login('noel', 'noel', { shutOut: true }),
      '--control',
      staff('noel'),
    );
    expect(meant.code).toBe(0);
  });

  test('when the server breaks down', async () => {
    ehr.control.fault({ path: /DocumentReference/, status: 500 });
    const { code, text } = await against(login('anna', 'anna'));
    ehr.control.clearFaults();
    expect(text).toContain('NO PROOF: some reads had no answer');
    expect(code).toBe(1);
  });

  describe('on a server of another make', () => {
    const bundle = (more: object) => JSON.stringify({ resourceType: 'Bundle', ...more });
    const note = Buffer.from(`x ${own} y`).toString('base64');
    const basic = { resource: { resourceType: 'Basic', id: 'b', note } };
    /** Answers by the first part of the address that fits; everything else is an empty search. */
    const serving = async (answers: Readonly<Record<string, object>>, ...more: string[]) => {
      const server = createServer(({ url = '', headers }, response) => {
        const self = { relation: 'self', url: `${own}${url}` };
        const next = { relation: 'next', url: `http://${headers.host}/more` };
        const fitting = Object.entries(answers).find(([part]) => url.includes(part))?.[1];
        const link = url.startsWith('/Task?patient') ? [self, next] : [self];
        response.end(bundle({ link, total: 0, ...fitting }));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const as = file('any', { patient: '1', token: 't' });
      const result = await probe('--base', base, '--as', as, ...more);
      server.close();
      return result;
    };

    test('an echo of the question is not a sighting', async () => {
      const { code, text } = await serving({});
      expect(text).toContain('any: does not see; 0 canaries');
      expect(code).toBe(0);
    });

    test('a count, a page that follows and words in base64 are', async () => {
      const { text, lines } = await serving({ '_tag=': { total: 3 }, more: { entry: [basic] } });
      expect(text).toContain('  Basic/b');
      const counted = lines.find((line) => line.includes('search by tag'));
      expect(counted).toMatch(/17\s+17\s+0\s+0\s+17$/);
    });

    test('a control that sees nothing means that there was nothing to find', async () => {
      const control = file('control', { patient: '1', token: 't' });
      const { code, text } = await serving({}, '--control', control);
      expect(text).toContain('NO PROOF: the control saw no canary');
      expect(code).toBe(1);
    });
  });
});

describe('Called wrongly', () => {
  test.each([
    [[]],
    [['--base', 'x']],
    [['--base', 'ftp://a', '--as', 'a.json']],
    [['--base', 'http://127.0.0.1:1', '--as', 'missing.json']],
    [['--base', 'http://127.0.0.1:1', '--as', 'a.json', '--site', 'site.json']],
    [['--unknown']],
  ])('%j: says how', async (args) => {
    await expect(probe(...args)).rejects.toThrow(UsageError);
  });

  test('a token never shows in what is said', async () => {
    const path = file('wrong', { token: 'secret token', patient: '1' });
    const error: unknown = await probe('--base', 'http://127.0.0.1:1', '--as', path).catch(
      (e) => e,
    );
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).not.toContain('secret');
  });
});
