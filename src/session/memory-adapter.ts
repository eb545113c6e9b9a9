import * as adapterModule from 'fhirclient/lib/adapters/BrowserAdapter.js';

/** fhirclient is CommonJS: a bundler or Node may hand over the module where its types promise the class. */
const found: unknown = adapterModule.default;
const BrowserAdapter = (
  typeof found === 'function' ? found : (found as { readonly default: unknown }).default
) as typeof adapterModule.default;

/**
 * fhirclient's browser with two of its habits taken away: it sees only the launch parameters we have
 * checked, and what it wants to store stays in memory and goes with the page. (Its own adapter puts tokens
 * and state in sessionStorage, which is on disk and survives logout.)
 */
export class MemoryAdapter extends BrowserAdapter {
  readonly #address: URL;
  readonly #memory = new Map<string, unknown>();

  constructor(address: URL) {
    super();
    this.#address = address;
  }

  override getUrl(): URL {
    return this.#address;
  }

  override getStorage(): ReturnType<InstanceType<typeof BrowserAdapter>['getStorage']> {
    const memory = this.#memory;
    return {
      get: async (name) => memory.get(name),
      set: async (name, value) => {
        memory.set(name, value);
        return value;
      },
      unset: async (name) => memory.delete(name),
    };
  }
}
