import { performance } from 'node:perf_hooks';
import type { CDPSession, Page } from 'playwright-core';
import { nurse } from '../journeys/nurse.ts';
import { openWorld } from '../journeys/world.ts';

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** A worn laptop on a slow line: 4 times slower, 1.5 Mbit/s, 100 ms each way there and back. */
async function slowDown(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 100,
    downloadThroughput: (1.5 * 1024 * 1024) / 8,
    uploadThroughput: (1.5 * 1024 * 1024) / 8,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return cdp;
}

/** Watches the largest paint and the slowest reaction to a key, from the page's own clock. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { paint: 0, key: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.paint = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name.startsWith('key')) seen.key = Math.max(seen.key, entry.duration);
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
}

const seen = (page: Page): Promise<{ paint: number; key: number }> =>
  page.evaluate(() => (window as unknown as { seen: { paint: number; key: number } }).seen);

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function oneVisit(patient: string, world: Awaited<ReturnType<typeof openWorld>>) {
  const { page, context } = await world.sitDown();
  await watch(page);
  await slowDown(page);
  await page.goto(world.demo.ehr.control.launchUrl({ patient }));
  const she = nurse(page);
  await she.button('gate.yes').waitFor();
  await page.waitForTimeout(500);
  const { paint } = await seen(page);
  await she.passGate();
  await page.locator('fieldset.question').first().waitFor();
  await page.locator('fieldset.question input').first().focus();
  for (const key of ['2', '2', '2', '1', '3', '4', '2', 'Escape']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(250);
  }
  await page.waitForTimeout(300);
  const { key } = await seen(page);
  await context.close();
  return { paint, key };
}

/** How soon the gate can be read, and how soon a key shows, beside the bars of the specification. */
export async function benchApp(): Promise<void> {
  const world = await openWorld();
  const started = performance.now();
  const runs = [];
  for (const patient of ['bertil', 'elin', 'hjordis', 'ibrahim', 'johanna']) {
    runs.push(await oneVisit(patient, world));
  }
  await world.close();
  write('The app at 4x slower CPU, 1.5 Mbit/s, 100 ms (five launches, median and worst):');
  const paints = runs.map(({ paint }) => paint);
  const keys = runs.map(({ key }) => key);
  write(
    `  largest paint of the app page  ${Math.round(median(paints))} / ${Math.round(Math.max(...paints))} ms (bar 1500)`,
  );
  write(
    `  slowest key                    ${Math.round(median(keys))} / ${Math.round(Math.max(...keys))} ms (bar 100)`,
  );
  write(`  took ${Math.round((performance.now() - started) / 1000)} s`);
}
