import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFormPage } from '../../form/serve.ts';
import { startBrowser } from '../../journeys/browser.ts';
import { alive } from './alive.ts';
import { assault, type Forms } from './assault.ts';
import { payloadCount } from './poison.ts';

let browser: Browser;
let forms: Forms;
beforeAll(async () => {
  const served = {};
  forms = { served, page: await serveFormPage(served) };
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await forms.page.close();
});

test('the payloads bite where markup is taken from outside, and it is seen', async () => {
  expect(payloadCount).toBeGreaterThanOrEqual(150);
  expect((await alive(browser)).size).toBeGreaterThan(75);
});

test('script in every text that comes from outside is shown as words, with the policies and without', {
  timeout: 400_000,
}, async () => {
  const { caught, shown } = await assault(browser, forms, 0, {
    atOnce: 2,
    inAddresses: 1,
    short: true,
  });
  expect(caught).toEqual([]);
  expect(new Set(shown.map(({ slot }) => slot)).size).toBeGreaterThanOrEqual(150);
  expect(new Set(shown.map(({ payload }) => payload)).size).toBeGreaterThanOrEqual(200);
});
