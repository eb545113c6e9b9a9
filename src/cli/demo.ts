import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { newClientKey } from '../coverage/index.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { type AppServer, startAppServer } from './app-server.ts';
import { type DemoCds, demoCds } from './demo-cds.ts';
import { demoCoverage, demoPages } from './demo-coverage.ts';
import { UsageError } from './errors.ts';

const demoSite = 'src/sandbox/site/site.json';

export type Demo = {
  readonly ehr: Sandbox;
  readonly app: AppServer;
  readonly cds: DemoCds;
  /** What counts how many were asked: its id in the EHR, and its key (a JWK), new each time. */
  readonly counting: { readonly clientId: string; readonly key: object };
  readonly close: () => Promise<void>;
};

export type DemoOptions = {
  /** The EHR's port; the app gets the next one. 0 takes any two free ports. */
  readonly port: number;
  /** Text of site.json instead of the site's own file; `undefined` from it means that no file is there. */
  readonly site?: () => Promise<string | undefined>;
  readonly dist?: string;
  /** Where the site's own questionnaires lie, as `cli slot fill` writes them. */
  readonly questionnaires?: string;
};

/** The site's own decisions when it has made any, else the demo's. */
export async function siteFile(): Promise<string | undefined> {
  return await readFile(existsSync('site/site.json') ? 'site/site.json' : demoSite, 'utf8');
}

/** The demo's registrations: the committed ones, with this run's address of the EHR. */
async function registrations(ehr: () => string): Promise<string> {
  const text = await readFile('launch/registrations.json', 'utf8');
  return text.replaceAll('http://127.0.0.1:4180', ehr());
}

/** Starts the app and the demo EHR, each on its own origin, as in life. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  let ehrUrl = '';
  const counted = demoCoverage('routines');
  const app = await startAppServer({
    port: options.port === 0 ? 0 : options.port + 1,
    dist: options.dist ?? 'dist',
    questionnaires: options.questionnaires ?? 'site/questionnaires',
    // The same EHR by its other name is another site to the browser: the framed demo uses that.
    ehrOrigins: () => [ehrUrl, ehrUrl.replace('127.0.0.1', 'localhost')],
    own: {
      '/site/site.json': options.site ?? siteFile,
      '/launch/registrations.json': () => registrations(() => ehrUrl),
    },
    documents: Object.fromEntries(
      demoPages.map((page) => [`/launch/${page}`, async () => (await counted())[page]]),
    ),
  });
  const { privateKey, publicKeys } = await newClientKey('ES384');
  const counting = { clientId: 'coverage', key: privateKey };
  const cds: { running?: DemoCds } = {};
  const ehr = await startSandbox({
    port: options.port,
    appUrl: `${app.url}/launch/`,
    backendClients: [{ clientId: counting.clientId, keys: publicKeys.keys }],
    cdsUrl: () => (cds.running ? ehrUrl : undefined),
    beside: {
      path: '/cds-services',
      answer: async (request) =>
        (await cds.running?.answer(request)) ?? new Response(null, { status: 503 }),
    },
  });
  ehrUrl = ehr.url;
  const running = demoCds('.', { ehrUrl, appUrl: app.url });
  cds.running = running;
  return {
    ehr,
    app,
    cds: running,
    counting,
    close: async () => {
      await ehr.close();
      await app.close();
    },
  };
}

export function portFrom(text: string | undefined): number {
  const port = Number(text ?? '4180');
  if (!Number.isInteger(port) || port < 0 || port > 65_534) {
    throw new UsageError(`PORT is "${text}"; it must be a whole number from 0 to 65534`);
  }
  return port;
}
