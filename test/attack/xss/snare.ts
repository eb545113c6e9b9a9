import type { Browser, BrowserContext, Page } from 'playwright-core';

/** What went wrong in the browser, and which payloads were shown as words. */
export type Snare = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Anything here means that a payload did something. */
  readonly caught: string[];
  /** Numbers of the payloads that stood on the screen. */
  readonly shown: Set<number>;
  /** Looks at the page as it stands: how it is built, and what it shows. */
  readonly look: (where: string, at?: Page) => Promise<void>;
};

/** Runs in the browser: the marks of payloads that stand on the page as words. */
function readMarks(): readonly number[] {
  const values = [...document.querySelectorAll<HTMLInputElement>('input, textarea, option')].map(
    ({ value }) => value,
  );
  const attributes = [...document.querySelectorAll('[aria-label], [title]')].map(
    (each) => `${each.getAttribute('aria-label')} ${each.getAttribute('title')}`,
  );
  const text = [document.documentElement.textContent, ...values, ...attributes].join('\n');
  return [...text.matchAll(/x-(\d{1,6})-x/g)].map(([, number]) => Number(number));
}

/**
 * Runs in the browser: what a payload has made is an element or an attribute that no page of ours has, or a mark or an
 * address of its own where only code writes.
 */
function findWrong(): readonly string[] {
  const foreign =
    'iframe, object, embed, img, image, video, audio, source, track, math, base, marquee, portal, area, frameset, template, x, animate, set, foreignObject';
  const forWords = /^(aria-label|title|value|placeholder|label|content)$/;
  const runs = /^\s*(javascript|vbscript|blob|data:text|data:image\/svg)|x-\d+-x|evil\.test/i;
  const all = [...document.querySelectorAll('*')];
  const elements = [...document.querySelectorAll(foreign)].filter(
    (each) => each.closest('aside.panel') === null,
  );
  const scripts = [...document.scripts].filter(({ src }) => !src.startsWith(location.origin));
  const attributes = all.flatMap(({ localName, attributes: own }) =>
    [...own]
      .filter(({ name, value }) => /^on/i.test(name) || (!forWords.test(name) && runs.test(value)))
      .map(({ name }) => `${localName}[${name}]`),
  );
  return [...[...elements, ...scripts].map(({ localName }) => `<${localName}>`), ...attributes];
}

/** @param lawless without the policies that the server sends, so that only the code itself holds */
export async function snare(browser: Browser, lawless: boolean): Promise<Snare> {
  const context = await browser.newContext({
    // Room for bars that have grown with what was put in them.
    viewport: { width: 1280, height: 4_000 },
    locale: 'sv-SE',
    bypassCSP: lawless,
  });
  context.setDefaultTimeout(60_000);
  const caught: string[] = [];
  const shown = new Set<number>();
  await context.exposeBinding('hit', (_, number: unknown) => {
    caught.push(`payload ${String(number)} ran`);
  });
  await context.exposeBinding('tellViolation', (_, what: unknown) => {
    caught.push(`policy violated: ${String(what)}`);
  });
  // What `tsx` makes of a function that has a name asks for this.
  await context.addInitScript('globalThis.__name = (each) => each');
  await context.addInitScript(() => {
    const { tellViolation } = window as unknown as { tellViolation: (what: string) => void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      tellViolation(`${violatedDirective} ${blockedURI} at ${location.pathname}`),
    );
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const home = hostname === '127.0.0.1' || hostname === 'localhost';
    if (/^(https?|wss?):$/.test(protocol) && !home) caught.push(`asked ${hostname}`);
  });
  context.on('page', (each) =>
    each.on('dialog', (dialog) => {
      caught.push(`dialog ${dialog.message()}`);
      dialog.dismiss().catch(() => caught.push('a dialog that stayed'));
    }),
  );
  const page = await context.newPage();
  const look = async (where: string, at: Page = page): Promise<void> => {
    caught.push(...(await at.evaluate(findWrong)).map((each) => `${where}: ${each}`));
    for (const each of await at.evaluate(readMarks)) shown.add(each);
  };
  return { context, page, caught, shown, look };
}
