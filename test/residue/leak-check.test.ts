import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { probeCommand } from '../../src/cli/probe-command.ts';
import { startBrowser } from '../journeys/browser.ts';
import { allJourneys } from './journeys.ts';
import { openWard } from './ward.ts';

test('what the app really wrote: no log-in of the portal sees it, unless the portal ignores labels', {
  timeout: 600_000,
}, async () => {
  const ward = await openWard();
  const { control, fhirUrl } = ward.ehr;
  const browser = await startBrowser();
  const [journey] = allJourneys;
  const page = await browser.newPage({ viewport: { width: 480, height: 900 } });
  const before = control.resources().length;
  await page.goto(control.launchUrl({ patient: 'anna', encounter: 'anna-idag' }));
  const typed = (await journey?.walk(page)) ?? [];
  await browser.close();
  const written = control.resources().length - before;
  const folder = mkdtempSync(join(tmpdir(), 'probe-'));
  const file = (name: string, token: string): string => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, JSON.stringify({ name, token, patient: 'anna' }));
    return path;
  };
  const as = file('patient', control.portalToken('anna'));
  const words = typed.slice(0, 1).flatMap(({ text }) => ['--canary', text]);
  const staff = ['--control', file('staff', control.staffToken('anna'))];
  const probe = async (): Promise<{ readonly code: number; readonly text: string }> => {
    const lines: string[] = [];
    const out = (line: string): void => void lines.push(line);
    const args = ['--base', fhirUrl, '--as', as, ...words, ...staff];
    const report = { out, err: out };
    const day = {
      today: '2026-11-22',
      now: '2026-11-22T10:00:00.000Z',
    };
    const code = await probeCommand.run({ args, environment: {}, report, ...day });
    return { code, text: lines.join('\n') };
  };
  const honoured = await probe();
  control.portalLabels('ignored');
  const ignored = await probe();
  rmSync(folder, { recursive: true });
  await ward.close();

  expect(written).toBeGreaterThan(8);
  expect(honoured.text).toContain(`control: ${written} resources hold canaries`);
  expect(honoured.text).toContain('patient: does not see; 0 canaries');
  expect(honoured.code).toBe(0);
  expect(ignored.text).toContain(`patient: SEES canaries in ${written} of ${written} resources`);
  expect(ignored.code).toBe(1);
});
