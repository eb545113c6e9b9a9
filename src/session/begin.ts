import { authorize } from 'fhirclient/lib/smart.js';
import * as z from 'zod/mini';
import type { BrowserPorts } from './browser-ports.ts';
import type { LaunchOptions } from './launch-options.ts';
import { type LaunchParameters, readLaunchParameters } from './launch-parameters.ts';
import { LaunchError } from './launch-problem.ts';
import { MemoryAdapter } from './memory-adapter.ts';
import { randomText } from './random-text.ts';
import { checkStorage, keepRecord } from './redirect-record.ts';
import { type Registration, readRegistrations, registrationOf } from './registrations.ts';
import {
  discoveryRequest,
  readSmartConfiguration,
  type SmartConfiguration,
} from './smart-configuration.ts';

/**
 * On launch/index.html: checks everything, then goes on to the EHR's login with `location.replace`, so that
 * Back never runs a spent launch again. No request leaves for an EHR before its issuer is found in the list.
 */
export async function begin(ports: BrowserPorts, options: LaunchOptions): Promise<void> {
  const launch = readLaunchParameters(ports.location.href);
  if (ports.crypto.subtle === undefined) throw new LaunchError('not-secure');
  checkStorage(ports);
  const known = await readRegistrations(ports.fetch, options.registrationsUrl);
  const registration = registrationOf(launch.issuer, known);
  const configuration = await readSmartConfiguration(launch.issuer);
  const secrets = { state: randomText(ports.crypto), nonce: randomText(ports.crypto) };
  const asked = { launch, registration, redirectUrl: options.redirectUrl, ...secrets };
  const { address, verifier } = await loginAddress(asked, configuration);
  keepRecord(ports, {
    ...secrets,
    verifier,
    fhirBase: launch.issuer,
    clientId: registration.clientId,
    redirectUrl: options.redirectUrl,
    scope: scopeFor(launch, registration),
    tokenEndpoint: configuration.tokenEndpoint,
    ...(configuration.issuer !== undefined && { issuer: configuration.issuer }),
    ...(configuration.keysUrl !== undefined && { keysUrl: configuration.keysUrl }),
    namesItself: configuration.namesItself,
    begunAt: ports.now(),
  });
  ports.location.replace(address);
}

type Asked = {
  readonly launch: LaunchParameters;
  readonly registration: Registration;
  readonly redirectUrl: string;
  readonly state: string;
  readonly nonce: string;
};

const pkce = z.looseObject({ codeVerifier: z.string().check(z.minLength(43)) });

/**
 * fhirclient builds the address and the PKCE pair. Two things it does not do are done after: `nonce`, and an
 * authorization endpoint that is relative or already has a query (it appends a second `?`).
 */
async function loginAddress(
  asked: Asked,
  configuration: SmartConfiguration,
): Promise<{ readonly address: string; readonly verifier: string }> {
  const { launch, registration, state } = asked;
  const page = new URL(asked.redirectUrl);
  page.search = new URLSearchParams({
    iss: launch.issuer,
    ...(launch.launch !== undefined && { launch: launch.launch }),
  }).toString();
  const adapter = new MemoryAdapter(page);
  const built = await authorize(adapter, {
    clientId: registration.clientId,
    scope: scopeFor(launch, registration),
    redirectUri: asked.redirectUrl,
    stateKey: state,
    pkceMode: 'required',
    noRedirect: true,
    completeInTarget: true,
    wellKnownRequestOptions: discoveryRequest(),
  });
  if (typeof built !== 'string') throw new LaunchError('discovery-failed', 'no login address');
  const address = new URL(configuration.authorizationEndpoint);
  const parameters = new URLSearchParams(built.slice(built.indexOf('response_type=')));
  parameters.set('nonce', asked.nonce);
  for (const [name, value] of parameters) address.searchParams.set(name, value);
  const { codeVerifier } = pkce.parse(await adapter.getStorage().get(state));
  return { address: address.href, verifier: codeVerifier };
}

/** In a standalone start the EHR has no patient in mind: it is asked to let the person choose one. */
function scopeFor(launch: LaunchParameters, registration: Registration): string {
  const others = registration.scopes.filter(
    (scope) => scope !== 'launch' && scope !== 'launch/patient',
  );
  return [launch.launch === undefined ? 'launch/patient' : 'launch', ...others].join(' ');
}
