import { fetchWellKnownJson } from 'fhirclient/lib/smart.js';
import * as z from 'zod/mini';
import { LaunchError } from './launch-problem.ts';
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

/** How fhirclient shall fetch: nothing stored, nothing sent along, nowhere else, and not for ever. */
export const discoveryRequest = (): RequestInit => ({
  cache: 'no-store',
  credentials: 'omit',
  redirect: 'error',
  referrerPolicy: 'no-referrer',
  signal: AbortSignal.timeout(15_000),
});

/**
 * Read through fhirclient, which keeps the answer for its `authorize` a moment later. It would go on
 * without PKCE and with relative addresses; we do not.
 */
export async function readSmartConfiguration(fhirBase: string): Promise<SmartConfiguration> {
  const found = document.safeParse(await fetchDocument(fhirBase));
  if (!found.success) throw new LaunchError('discovery-failed', 'smart-configuration');
  if (!found.data.code_challenge_methods_supported?.includes('S256')) {
    throw new LaunchError('no-pkce');
  }
  const { issuer, jwks_uri: keys } = found.data;
  return {
    authorizationEndpoint: endpoint(found.data.authorization_endpoint, fhirBase),
    tokenEndpoint: endpoint(found.data.token_endpoint, fhirBase),
    ...(issuer !== undefined && { issuer: endpoint(issuer, fhirBase, issuer) }),
    ...(keys !== undefined && { keysUrl: endpoint(keys, fhirBase) }),
    namesItself: found.data.authorization_response_iss_parameter_supported ?? false,
  };
}

async function fetchDocument(fhirBase: string): Promise<unknown> {
  try {
    return await fetchWellKnownJson(fhirBase, discoveryRequest());
  } catch (cause) {
    throw new LaunchError('discovery-failed', undefined, cause);
  }
}

/** A relative address is relative to the FHIR base (SMART 2.2, requirement 379). */
function endpoint(address: string, fhirBase: string, asWritten?: string): string {
  const absolute = parseAddress(address, `${fhirBase.replace(/\/$/, '')}/`)?.href;
  if (absolute === undefined || !isSecureAddress(absolute)) {
    throw new LaunchError('discovery-failed', 'insecure address');
  }
  return asWritten ?? absolute;
}
