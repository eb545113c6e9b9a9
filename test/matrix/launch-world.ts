import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { begin, finish, LaunchError, type Session } from '../../src/session/index.ts';
import { logIn, openTab, registrationsUrl } from '../launch/tab.ts';
import { type FaultProxy, startProxy } from './fault-proxy.ts';

const appUrl = 'http://127.0.0.1:4999/launch/';
const redirectUrl = `${appUrl}app.html`;

/** The demo EHR behind the fault proxy, where apps are launched. */
export type LaunchWorld = {
  readonly ehr: Sandbox;
  readonly proxy: FaultProxy;
  /** An app window at the address, that has seen nothing yet. */
  readonly tab: (address: string) => Tab;
  readonly close: () => Promise<void>;
};

export type Tab = {
  /** From the launch address to the EHR's login. A LaunchError's code when it stops. */
  readonly begin: () => Promise<'begun' | string>;
  /** The EHR's login answers, in this tab. */
  readonly logIn: () => Promise<void>;
  /** Back in the app. */
  readonly finish: () => Promise<Session | string>;
  /** Another launch is opened in the same tab. */
  readonly open: (address: string) => void;
  readonly address: () => string;
  readonly stored: ReadonlyMap<string, string>;
  readonly sleep: (ms: number) => void;
};

const codeOf = (error: unknown): string => {
  if (error instanceof LaunchError) return error.code;
  throw error;
};

function tabAt(fhirUrl: string, first: string): Tab {
  let slept = 0;
  const tab = openTab(first, () => Date.now() + slept);
  return {
    begin: () =>
      begin(tab.ports, { registrationsUrl: registrationsUrl(fhirUrl), redirectUrl }).then(
        () => 'begun' as const,
        codeOf,
      ),
    logIn: () => logIn(tab),
    finish: () => finish(tab.ports, { redirectUrl }).catch(codeOf),
    open: (address) => {
      tab.at = address;
    },
    address: () => tab.at,
    stored: tab.stored,
    sleep: (ms) => {
      slept += ms;
    },
  };
}

export async function openLaunchWorld(): Promise<LaunchWorld> {
  let port = 0;
  const proxy = await startProxy(() => port);
  const publicUrl = `http://127.0.0.1:${proxy.port}`;
  const ehr = await startSandbox({ port: 0, appUrl, publicUrl });
  port = ehr.port;
  return {
    ehr,
    proxy,
    tab: (address) => tabAt(ehr.fhirUrl, address),
    close: async () => {
      await proxy.close();
      await ehr.close();
    },
  };
}
