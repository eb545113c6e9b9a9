import { availableParallelism } from 'node:os';
import type { CdsConfig } from '../config/parse.ts';
import { authenticator } from '../jwt/authenticate.ts';
import type { Refusal } from '../jwt/refusal.ts';
import type { CdsPorts } from '../ports.ts';

/** The EHR that calls, once we believe it. */
export type Caller = { readonly name: string; readonly fhirServers: readonly string[] };

export type Trust = {
  /** `endpoint` is the public URL called: the token must name it. */
  of(authorization: string | undefined, endpoint: string): Promise<Caller | Refusal>;
  warm(): Promise<void>;
};

/** How long a fetch of keys may go on after the call that caused it stopped waiting, milliseconds. */
const keysTimeout = 5000;

/** Signed calls only, unless the configuration says that this is a demonstration. */
export function trustFor({ authentication, limits }: CdsConfig, ports: CdsPorts): Trust {
  if (authentication.mode === 'none') {
    const { because: name, fhirServers } = authentication;
    return { of: async () => ({ name, fhirServers }), warm: async () => undefined };
  }
  const { clients, maxAge, clockSkew, keepKeys, coolDown } = authentication;
  const keys = {
    keep: keepKeys * 1000,
    coolDown: coolDown * 1000,
    wait: limits.deadline,
    timeout: keysTimeout,
  };
  const { trust, warm } = authenticator(
    clients,
    { maxAge, clockSkew, keys, verifying: availableParallelism(), patience: limits.deadline / 2 },
    ports,
  );
  return {
    async of(authorization, endpoint) {
      const trusted = await trust(authorization, endpoint);
      if (!trusted.ok) return trusted.why;
      return { name: trusted.client.iss, fhirServers: trusted.client.fhirServers };
    },
    warm,
  };
}
