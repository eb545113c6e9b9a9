/** All that a launch touches outside itself. Tests hand in their own. */
export type BrowserPorts = {
  readonly fetch: typeof fetch;
  readonly location: { readonly href: string; readonly replace: (address: string) => void };
  /** Gives the page another address without loading it, and forgets the one it had. */
  readonly replaceAddress: (address: string) => void;
  /** A function, because merely looking at `sessionStorage` throws where storage is denied. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** `subtle` is absent where the page is not secure. */
  readonly crypto: Pick<Crypto, 'getRandomValues'> & { readonly subtle: SubtleCrypto | undefined };
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export function browserPorts(window: Window & typeof globalThis): BrowserPorts {
  const { crypto, location, history } = window;
  return {
    fetch: (input, init) => window.fetch(input, init),
    location: {
      get href() {
        return location.href;
      },
      replace: (address) => location.replace(address),
    },
    replaceAddress: (address) => history.replaceState(null, '', address),
    storage: () => window.sessionStorage,
    crypto: {
      getRandomValues: (array) => crypto.getRandomValues(array),
      subtle: crypto.subtle,
    },
    now: () => Date.now(),
  };
}

/** A read without a token: nothing stored, nothing sent along, nowhere else, and not for ever. */
export const quietRequest = (): RequestInit => ({
  headers: { Accept: 'application/json' },
  cache: 'no-store',
  credentials: 'omit',
  redirect: 'error',
  referrerPolicy: 'no-referrer',
  signal: AbortSignal.timeout(15_000),
});
