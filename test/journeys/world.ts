import type { FhirResource } from 'fhir/r4';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../src/cli/demo.ts';
import { startBrowser } from './browser.ts';

/** The demo EHR, the built app and a browser, as one person meets them. */
export type World = {
  readonly demo: Demo;
  readonly browser: Browser;
  /** A window of its own with a watch on what it says and whom it talks to. */
  readonly sitDown: (options?: BrowserContextOptions) => Promise<Seat>;
  /** What stands in the EHR now and did not when the world began. */
  readonly written: () => readonly FhirResource[];
  readonly close: () => Promise<void>;
};

export type Seat = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Everything the browser complained of: page errors, console errors, violated policies. */
  readonly complaints: readonly string[];
  /** Origins that were asked for anything. */
  readonly origins: () => readonly string[];
};

const key = (resource: FhirResource): string => `${resource.resourceType}/${resource.id}`;

/** `localhost` and `127.0.0.1` are the same machine, but different sites to the browser. */
async function seat(browser: Browser, options: BrowserContextOptions): Promise<Seat> {
  const context = await browser.newContext({
    viewport: { width: 480, height: 900 },
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    ...options,
  });
  context.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  const origins = new Set<string>();
  context.on('request', (request) => origins.add(new URL(request.url()).origin));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error().stack)));
  const page = await context.newPage();
  return {
    context,
    page,
    complaints,
    origins: () => [...origins].filter((origin) => origin !== 'null'),
  };
}

/** `site`: what it has decided; `dist`: another build than the project’s own; `questionnaires`: what it has filled in. */
export async function openWorld(
  site?: () => Promise<string | undefined>,
  dist?: string,
  questionnaires?: string,
): Promise<World> {
  const demo = await startDemo({
    port: 0,
    ...(site && { site }),
    ...(dist && { dist }),
    ...(questionnaires !== undefined && { questionnaires }),
  });
  const browser = await startBrowser();
  const before = new Set(demo.ehr.control.resources().map(key));
  return {
    demo,
    browser,
    sitDown: (options = {}) => seat(browser, options),
    written: () => demo.ehr.control.resources().filter((resource) => !before.has(key(resource))),
    close: async () => {
      await browser.close();
      await demo.close();
    },
  };
}
