import registrations from '../../launch/registrations.json' with { type: 'json' };
import { type BrowserPorts, begin, finish, type Session } from '../../src/session/index.ts';

/** One window of a browser, as far as a launch needs it: where it is, and what is stored for it. */
export type Tab = {
  at: string;
  readonly stored: ReadonlyMap<string, string>;
  readonly ports: BrowserPorts;
};

export function openTab(address: string, now: () => number = Date.now): Tab {
  const stored = new Map<string, string>();
  const go = (to: string): void => {
    tab.at = to;
  };
  const ports: BrowserPorts = {
    fetch,
    location: {
      get href() {
        return tab.at;
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
    now,
  };
  const tab: Tab = { at: address, stored, ports };
  return tab;
}

/** What the app's server hands out: the list in launch/, with the address that the demo EHR got. */
export function registrationsUrl(fhirUrl: string): string {
  const list = registrations.map((each) => ({ ...each, issuer: fhirUrl }));
  return `data:application/json,${encodeURIComponent(JSON.stringify(list))}`;
}

/** The demo EHR's login answers in this tab: it asks nothing. */
export async function logIn(tab: Tab): Promise<void> {
  const login = await fetch(tab.at, { redirect: 'manual' });
  tab.at = login.headers.get('location') ?? '';
}

/** From the chart, through the demo EHR's login, back to the app. */
export async function launchIn(
  tab: Tab,
  { fhirUrl, redirectUrl }: { readonly fhirUrl: string; readonly redirectUrl: string },
): Promise<Session> {
  await begin(tab.ports, { registrationsUrl: registrationsUrl(fhirUrl), redirectUrl });
  await logIn(tab);
  return finish(tab.ports, { redirectUrl });
}
