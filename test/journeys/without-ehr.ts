import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A window on a page that no EHR opens, with a watch on whom it talks to and what it complains of. */
export async function openAlone(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext({
    viewport: { width: 480, height: 900 },
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    ...options,
  });
  context.setDefaultTimeout(60_000);
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  context.on('console', (message) => complaints.push(message.text()));
  context.on('weberror', (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(url);
  const home = new URL('..', url).href;
  return {
    context,
    page,
    /** Everything was fetched from the page's own place, and nothing was sent. */
    isAlone: (): void => {
      expect(requests.filter((each) => !each.startsWith(`GET ${home}`))).toEqual([]);
      expect(complaints).toEqual([]);
    },
    nothingIsKept: () => nothingIsKept(page, url),
  };
}

/** Nothing in storage, address, title or history. */
async function nothingIsKept(page: Page, url: string): Promise<void> {
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    address: location.href,
    title: document.title,
    history: history.length,
    state: history.state,
  }));
  expect(kept).toEqual({
    local: 0,
    session: 0,
    cookies: '',
    databases: 0,
    caches: 0,
    address: url,
    title: 'Hälsofrågor',
    history: 2,
    state: null,
  });
}
