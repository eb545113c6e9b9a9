import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openWorld } from '../journeys/world.ts';
import { photographCoverage } from './coverage.ts';
import { tour, tourSite } from './tour.ts';

const folder = 'docs/screens';

/** The window grows to the page, so that bars at the top and the bottom stand where they stand in life. */
async function photograph(name: string, page: Page, width: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(height, 900), 6_000) });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.waitForTimeout(100);
  await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
  await page.setViewportSize({ width, height: 900 });
}

/** Writes a picture of every screen, narrow and wide. */
async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const width of [480, 1280]) {
    const decisions = tourSite();
    const world = await openWorld(decisions.read);
    await tour(world, decisions, { viewport: { width, height: 900 } }, (name, page) =>
      photograph(name, page, width),
    );
    await world.close();
  }
  await photographCoverage(folder);
}

await main();
