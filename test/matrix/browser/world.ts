import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type AppServer, startAppServer } from '../../../src/cli/app-server.ts';
import type { FhirResource } from '../../../src/fhir/index.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { startBrowser } from '../../journeys/browser.ts';
import { type FaultProxy, startProxy } from '../fault-proxy.ts';

/** The built app and the demo EHR, each behind a fault proxy of its own, and a browser in front. */
export type BrowserWorld = {
  readonly ehr: Sandbox;
  /** Between the browser and the EHR. */
  readonly line: FaultProxy;
  /** Between the browser and the app's own files. */
  readonly files: FaultProxy;
  readonly sitDown: () => Promise<{ readonly page: Page; readonly context: BrowserContext }>;
  /** Adults whose charts may be opened without more ado. */
  readonly adults: readonly [string, ...string[]];
  /** What stands in the EHR about the patient and did not when the world began. */
  readonly written: (patient: string) => readonly FhirResource[];
  readonly close: () => Promise<void>;
};

const addressOf = ({ port }: FaultProxy): string => `http://127.0.0.1:${port}`;
export const named = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;

/** The demo's own decisions, and drafts on the server. */
async function siteFile(): Promise<string> {
  const site: unknown = JSON.parse(await readFile('src/sandbox/site/site.json', 'utf8'));
  return JSON.stringify({ ...(site as object), drafts: true });
}

async function startApp(ehrUrl: string): Promise<AppServer> {
  const registrations = async (): Promise<string> => {
    const text = await readFile('launch/registrations.json', 'utf8');
    return text.replaceAll('http://127.0.0.1:4180', ehrUrl);
  };
  return startAppServer({
    port: 0,
    dist: 'dist',
    ehrOrigins: () => [ehrUrl],
    own: { '/site/site.json': siteFile, '/launch/registrations.json': registrations },
  });
}

/** Born before 2006 and without a mark of protection. */
function adultsOf({ control }: Sandbox): BrowserWorld['adults'] {
  const [first, ...rest] = control
    .resources('Patient')
    .flatMap((each) => (each.resourceType === 'Patient' ? [each] : []))
    .filter(({ birthDate, meta }) => (birthDate ?? '9') < '2006' && meta?.security === undefined)
    .map(({ id = '' }) => id);
  if (first === undefined) throw new Error('the demo EHR has no adults');
  return [first, ...rest];
}

async function sitDown(browser: Browser) {
  const context = await browser.newContext({
    viewport: { width: 480, height: 900 },
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  });
  context.setDefaultTimeout(60_000);
  return { context, page: await context.newPage() };
}

export async function openBrowserWorld(): Promise<BrowserWorld> {
  let [ehrPort, appPort] = [0, 0];
  const line = await startProxy(() => ehrPort);
  const files = await startProxy(() => appPort);
  const app = await startApp(addressOf(line));
  appPort = Number(new URL(app.url).port);
  const appUrl = `${addressOf(files)}/launch/`;
  const ehr = await startSandbox({ port: 0, appUrl, publicUrl: addressOf(line) });
  ehrPort = ehr.port;
  const browser = await startBrowser();
  const before = new Set(ehr.control.resources().map(named));
  return {
    ehr,
    line,
    files,
    adults: adultsOf(ehr),
    sitDown: () => sitDown(browser),
    written: (patient) =>
      ehr.control
        .resources()
        .filter((each) => !before.has(named(each)))
        .filter((each) => JSON.stringify(each).includes(`Patient/${patient}"`)),
    close: async () => {
      await browser.close();
      await Promise.all([line.close(), files.close(), ehr.close(), app.close()]);
    },
  };
}
