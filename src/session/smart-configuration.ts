import { fetchWellKnownJson } from 'fhirclient/lib/smart.js';
import * as z from 'zod/mini';
import { type BrowserPorts, quietRequest } from './browser-ports.ts';
import { LaunchError } from './launch-problem.ts';
import { originsOf, type Registration } from './registrations.ts';
import { isSecureAddress, parseAddress } from './secure-address.ts';

/** What we need of an EHR's `.well-known/smart-configuration`, with every address absolute and secure. */
export type SmartConfiguration = {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly issuer?: string;
  readonly keysUrl?: string;
  readonly namesItself: boolean;
};

const document = z.looseObject({
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  issuer: z.optional(z.string()),
  jwks_uri: z.optional(z.string()),
  code_challenge_methods_supported: z.optional(z.array(z.string())),
  authorization_response_iss_parameter_supported: z.optional(z.boolean()),
});

/**
 * Read through fhirclient, which keeps the answer for its `authorize` a moment later. It would go on
 * without PKCE and with relative addresses; we do not.
 */
export async function readSmartConfiguration(
  fetch: BrowserPorts['fetch'],
  registration: Registration,
): Promise<SmartConfiguration> {
  const found = document.safeParse(await fetchDocument(registration.issuer));
  if (!found.success) throw new LaunchError('discovery-failed', 'smart-configuration');
  if (!found.data.code_challenge_methods_supported?.includes('S256')) {
    throw new LaunchError('no-pkce');
  }
  const { issuer } = found.data;
  const keys = found.data.jwks_uri ?? (issuer && (await openIdKeys(fetch, issuer, registration)));
  return {
    authorizationEndpoint: endpoint(found.data.authorization_endpoint, registration),
    tokenEndpoint: endpoint(found.data.token_endpoint, registration),
    ...(issuer !== undefined && { issuer }),
    ...(keys && { keysUrl: endpoint(keys, registration) }),
    namesItself: found.data.authorization_response_iss_parameter_supported ?? false,
  };
}

const openId = z.looseObject({ issuer: z.string(), jwks_uri: z.string() });

/** Where SMART's configuration names no keys, OpenID's does (OpenID Connect Discovery §4), for the same issuer. */
async function openIdKeys(
  fetch: BrowserPorts['fetch'],
  issuer: string,
  registration: Registration,
): Promise<string | undefined> {
  const address = endpoint(
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    registration,
  );
  try {
    const found = openId.parse(await (await fetch(address, quietRequest())).json());
    return found.issuer === issuer ? found.jwks_uri : undefined;
  } catch {
    // Without keys no id_token holds; a launch that brings none may go on.
    return undefined;
  }
}

async function fetchDocument(fhirBase: string): Promise<unknown> {
  try {
    return await fetchWellKnownJson(fhirBase, quietRequest());
  } catch (cause) {
    throw new LaunchError('discovery-failed', undefined, cause);
  }
}

/**
 * A relative address is relative to the FHIR base (SMART 2.2, requirement 379). One that stands elsewhere than
 * the site registered is refused: a code or a token is never sent where a configuration file alone says.
 */
function endpoint(address: string, registration: Registration): string {
  const url = parseAddress(address, `${registration.issuer.replace(/\/$/, '')}/`);
  if (url === undefined || !isSecureAddress(url.href)) {
    throw new LaunchError('discovery-failed', 'insecure address');
  }
  if (!originsOf(registration).includes(url.origin)) {
    throw new LaunchError('discovery-failed', 'unregistered origin');
  }
  return url.href;
}
