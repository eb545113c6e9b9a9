import type { BrowserContext, Page, Response } from 'playwright-core';
import * as z from 'zod';
import type { Canary } from './scan.ts';

const tokens = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
});

/** What was seen from outside while somebody worked: tokens, addresses, words to the console. */
export type Watch = {
  readonly tokens: Canary[];
  readonly addresses: string[];
  readonly console: string[];
};

export function watch(context: BrowserContext): Watch {
  const seen: Watch = { tokens: [], addresses: [], console: [] };
  const noteTokens = async (response: Response): Promise<void> => {
    if (!response.url().endsWith('/oauth/token') || response.request().method() !== 'POST') return;
    const parsed = tokens.safeParse(await response.json());
    for (const [what, text] of Object.entries(parsed.data ?? {})) {
      if (/_token$/.test(what) && typeof text === 'string') seen.tokens.push({ what, text });
    }
  };
  context.on('request', (request) => seen.addresses.push(request.url()));
  context.on('response', (response) => {
    noteTokens(response).catch((error: unknown) => seen.console.push(`not read: ${error}`));
  });
  context.on('console', (message) => seen.console.push(message.text()));
  return seen;
}

/** What a page holds where a browser, or the next person, could find it. */
export async function traceOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const isPage = location.protocol.startsWith('http');
    const databases = isPage ? await indexedDB.databases() : [];
    const kept = isPage ? await caches.keys() : [];
    const workers = isPage ? await navigator.serviceWorker.getRegistrations() : [];
    return [
      isPage ? JSON.stringify([{ ...localStorage }, { ...sessionStorage }]) : '',
      ...databases.map(({ name }) => `database ${name}`),
      ...kept.map((name) => `cache ${name}`),
      ...workers.map(({ scope }) => `worker ${scope}`),
      isPage ? document.cookie : '',
      document.title,
      window.name,
      location.href,
      JSON.stringify(history.state),
    ].join('\n');
  });
}

/** All text a page shows or holds, in every frame. */
export async function textOf(page: Page): Promise<string> {
  const texts = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const values = [...document.querySelectorAll('input, textarea')].map(
          (each) => (each as HTMLInputElement).value,
        );
        return [document.documentElement.outerHTML, ...values].join('\n');
      }),
    ),
  );
  return texts.join('\n');
}

/** Whether paper shows any words: a page that draws none embeds no font. */
export async function printsWords(page: Page): Promise<boolean> {
  return (await page.pdf()).includes('/Font');
}
