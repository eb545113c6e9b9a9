import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tour, tourSite } from '../screens/tour.ts';
import { faultsOf } from './axe.ts';
import { openWorld, type World } from './world.ts';

/** Makes every word of the language that is asked for longer, marked, and read from right to left. */
async function pseudo(page: Page): Promise<void> {
  await page.route(/\/assets\/sv-[^/]*\.json/, async (route) => {
    const answer = await route.fetch();
    const words = (await answer.json()) as Record<string, unknown>;
    const mark = (at: unknown): unknown =>
      typeof at === 'string'
        ? `⟦${at}⟧`
        : Object.fromEntries(
            Object.entries(at as object).map(([key, value]) => [key, mark(value)]),
          );
    await route.fulfill({ json: { ...(mark(words) as object), direction: 'rtl' } });
  });
}

const side = { width: 480, height: 900 };
const windows = [
  ['wide', { width: 1280, height: 900 }, 'light'],
  ['side panel', side, 'light'],
  ['narrow', { width: 320, height: 700 }, 'light'],
  ['dark', side, 'dark'],
] as const;

describe('every screen for every pair of eyes and hands', () => {
  let world: World;
  let decisions: ReturnType<typeof tourSite>;
  beforeEach(async () => {
    decisions = tourSite();
    world = await openWorld(decisions.read);
  });
  afterEach(() => world.close());

  test('nothing is wrong on a wide screen, in a side panel, on a narrow screen, in the dark', async () => {
    const seen: string[] = [];
    const faults: unknown[] = [];
    await tour(world, decisions, { viewport: side }, async (name, page) => {
      seen.push(name);
      for (const [window, size, colorScheme] of windows) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme });
        faults.push(...(await faultsOf(page)).map((fault) => ({ screen: name, window, ...fault })));
      }
      await page.setViewportSize(side);
      await page.emulateMedia({ colorScheme: 'light' });
    });
    expect(faults).toEqual([]);
    expect(seen).toHaveLength(24);
  });

  test('nothing is wrong from right to left, with words that are longer', async () => {
    const { page, context } = await world.sitDown({ viewport: { width: 480, height: 900 } });
    const look = async (): Promise<void> => {
      await page.waitForTimeout(150);
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      expect(await faultsOf(page)).toEqual([]);
    };
    await pseudo(page);
    await page.goto(world.demo.ehr.control.launchUrl({ patient: 'anna' }));
    await page.getByRole('button', { name: /⟦Ja, allt stämmer⟧/ }).waitFor();
    await look();
    await page.getByRole('button', { name: /⟦Ja, allt stämmer⟧/ }).click();
    const question = page.getByRole('group', { name: /rädd för någon av/ });
    await question.locator('label').first().click();
    await look();
    await page.getByRole('button', { name: /⟦Avbryt⟧/ }).click();
    await page.locator('.step').first().waitFor();
    for (const each of await page.locator('.step > summary').all()) await each.click();
    await look();
    await page.locator('.foot .big').click();
    await page.getByRole('button', { name: /⟦Spara i journalen⟧/ }).waitFor();
    await look();
    await context.close();
  });
});
