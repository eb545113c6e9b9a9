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

describe('every screen for every pair of eyes and hands', () => {
  let world: World;
  let decisions: ReturnType<typeof tourSite>;
  beforeEach(async () => {
    decisions = tourSite();
    world = await openWorld(decisions.read);
  });
  afterEach(() => world.close());

  test.each([
    ['on a wide screen', { viewport: { width: 1280, height: 900 } }],
    ['in a side panel', { viewport: { width: 480, height: 900 } }],
    ['on a narrow screen', { viewport: { width: 320, height: 700 } }],
    ['in the dark', { viewport: { width: 480, height: 900 }, colorScheme: 'dark' as const }],
  ])(
    'nothing is wrong %s',
    async (_, window) => {
      const seen: string[] = [];
      const faults: unknown[] = [];
      await tour(world, decisions, window, async (name, page) => {
        seen.push(name);
        faults.push(...(await faultsOf(page)).map((fault) => ({ screen: name, ...fault })));
      });
      expect(faults).toEqual([]);
      expect(seen).toHaveLength(24);
    },
    120_000,
  );

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
