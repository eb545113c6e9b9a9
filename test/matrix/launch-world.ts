import registrations from '../../launch/registrations.json' with { type: 'json' };
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import {
  type BrowserPorts,
  begin,
  finish,
  LaunchError,
  type Session,
} from '../../src/session/index.ts';
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

function openTab(fhirUrl: string, first: string): Tab {
  const stored = new Map<string, string>();
  let at = first;
  let slept = 0;
  const list = registrations.map((each) => ({ ...each, issuer: fhirUrl }));
  const registrationsUrl = `data:application/json,${encodeURIComponent(JSON.stringify(list))}`;
  const go = (to: string): void => {
    at = to;
  };
  const ports: BrowserPorts = {
    fetch,
    location: {
      get href() {
        return at;
      },
      replace: go,
    },
    replaceAddress: go,
    storage: () => ({
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    }),
    crypto: globalThis.crypto,
    now: () => Date.now() + slept,
  };
  return {
    begin: () =>
      begin(ports, { registrationsUrl, redirectUrl }).then(() => 'begun' as const, codeOf),
    logIn: async () => {
      const login = await fetch(at, { redirect: 'manual' });
      go(login.headers.get('location') ?? '');
    },
    finish: () => finish(ports, { redirectUrl }).catch(codeOf),
    open: go,
    address: () => at,
    stored,
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
    tab: (address) => openTab(ehr.fhirUrl, address),
    close: async () => {
      await proxy.close();
      await ehr.close();
    },
  };
}
