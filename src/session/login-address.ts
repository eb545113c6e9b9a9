import { authorize } from 'fhirclient/lib/smart.js';
import * as z from 'zod/mini';
import { noShorterThan } from '../fhir/index.ts';
import { quietRequest } from './browser-ports.ts';
import type { LaunchParameters } from './launch-parameters.ts';
import { LaunchError } from './launch-problem.ts';
import { MemoryAdapter } from './memory-adapter.ts';
import type { SmartConfiguration } from './smart-configuration.ts';

export { readSmartConfiguration } from './smart-configuration.ts';

export type LoginRequest = {
  readonly launch: LaunchParameters;
  readonly clientId: string;
  readonly scope: string;
  readonly redirectUrl: string;
  readonly state: string;
  readonly nonce: string;
};

const pkce = z.looseObject({ codeVerifier: z.string().check(noShorterThan(43)) });

/**
 * Where to send the person to log in, and the PKCE verifier to keep. fhirclient builds both. Two things it does
 * not do are done after: `nonce`, and an authorization endpoint that is relative or already has a query (it
 * appends a second `?`).
 */
export async function loginAddress(
  request: LoginRequest,
  configuration: SmartConfiguration,
): Promise<{ readonly address: string; readonly verifier: string }> {
  const adapter = new MemoryAdapter(checkedPage(request));
  const built = await authorize(adapter, {
    clientId: request.clientId,
    scope: request.scope,
    redirectUri: request.redirectUrl,
    stateKey: request.state,
    pkceMode: 'required',
    noRedirect: true,
    completeInTarget: true,
    wellKnownRequestOptions: quietRequest(),
  });
  if (typeof built !== 'string') throw new LaunchError('discovery-failed', 'no login address');
  const address = new URL(configuration.authorizationEndpoint);
  const parameters = new URLSearchParams(built.slice(built.indexOf('response_type=')));
  parameters.set('nonce', request.nonce);
  for (const [name, value] of parameters) address.searchParams.set(name, value);
  const { codeVerifier } = pkce.parse(await adapter.getStorage().get(request.state));
  return { address: address.href, verifier: codeVerifier };
}

/** The only address fhirclient ever sees: what stands in it wins over every option it is given. */
function checkedPage({ launch, redirectUrl }: LoginRequest): URL {
  const page = new URL(redirectUrl);
  page.search = new URLSearchParams({
    iss: launch.issuer,
    ...(launch.launch !== undefined && { launch: launch.launch }),
  }).toString();
  return page;
}
