import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ContentError, UsageError } from '../../src/cli/errors.ts';
import { handbookCommand } from '../../src/cli/handbook-command.ts';
import { faultsOf } from './axe.ts';
import { startBrowser } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'handbook-'));
const run = (...args: readonly string[]) =>
  handbookCommand.run({
    args,
    environment: {},
    report: { out: () => undefined, err: () => undefined },
    today: '2026-11-27',
    now: '2026-11-27T10:00:00.000Z',
  });

describe('the handbook on a desk', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['se-orebro', 'child-dental-child', 'sv', 1280],
    ['se-orebro', 'adult-dental', 'en', 480],
    ['antenatal-en', 'antenatal', 'en', 320],
  ] as const)(
    '%s, %s in %s is right for every pair of eyes, %i wide and on A4',
    async (id, audience, lang, width) => {
      const out = join(folder, `${id}-${audience}.html`);
      expect(
        await run(`routines/${id}`, '--audience', audience, '--lang', lang, '--out', out),
      ).toBe(0);
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      // The page lets no script in, not even the one that looks at it.
      await page.setContent(readFileSync(out, 'utf8').replace(/<meta http-equiv[^>]*>/, ''));
      expect(await faultsOf(page)).toEqual([]);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 673, height: 970 });
      expect(await faultsOf(page)).toEqual([]);
      await page.goto(pathToFileURL(out).href);
      expect(complaints).toEqual([]);
      expect(await page.locator('.draft').isVisible()).toBe(true);
      await page.close();
    },
  );

  test('what cannot be made is said in one line, and nothing is left behind', async () => {
    const out = join(folder, 'never.html');
    await expect(run('routines/se')).rejects.toThrow(UsageError);
    await expect(run('routines/se', '--lang', 'xx', '--out', out)).rejects.toThrow(/sv\|en/);
    await expect(run('routines/nowhere', '--out', out)).rejects.toThrow(ContentError);
    await expect(run('routines/se', '--audience', 'all', '--out', out)).rejects.toThrow(
      /The routine has: adult, young/,
    );
    expect(() => readFileSync(out)).toThrow(/ENOENT/);
  });
});
