import type { BrowserPorts } from './browser-ports.ts';
import type { LaunchOptions } from './launch-options.ts';
import { type LaunchParameters, readLaunchParameters } from './launch-parameters.ts';
import { LaunchError } from './launch-problem.ts';
import { randomText } from './random-text.ts';
import { checkStorage, keepRecord } from './redirect-record.ts';
import { type Registration, readRegistrations, registrationOf } from './registrations.ts';

/**
 * On launch/index.html: checks everything, then goes on to the EHR's login with `location.replace`, so that
 * Back never runs a spent launch again. No request leaves for an EHR before its issuer is found in the list.
 */
export async function begin(ports: BrowserPorts, options: LaunchOptions): Promise<void> {
  const launch = readLaunchParameters(ports.location.href);
  if (ports.crypto.subtle === undefined) throw new LaunchError('not-secure');
  checkStorage(ports);
  const [known, { loginAddress, readSmartConfiguration }] = await Promise.all([
    readRegistrations(ports.fetch, options.registrationsUrl),
    loadLogin(),
  ]);
  const registration = registrationOf(launch.issuer, known);
  const { authorizationEndpoint, ...rest } = await readSmartConfiguration(
    ports.fetch,
    registration,
  );
  const request = {
    launch,
    clientId: registration.clientId,
    scope: scopeFor(launch, registration),
    redirectUrl: options.redirectUrl,
    state: randomText(ports.crypto),
    nonce: randomText(ports.crypto),
  };
  const { address, verifier } = await loginAddress(request, { authorizationEndpoint, ...rest });
  const { launch: _spent, ...kept } = request;
  keepRecord(ports, {
    ...kept,
    ...rest,
    verifier,
    fhirBase: launch.issuer,
    begunAt: ports.now(),
  });
  ports.location.replace(address);
}

/** fhirclient comes only here, so that the page where the visit happens does not carry it. */
async function loadLogin(): Promise<typeof import('./login-address.ts')> {
  return import('./login-address.ts').catch((cause: unknown) => {
    throw new LaunchError('unreachable', 'a part of the app', cause);
  });
}

/** In a standalone start the EHR has no patient in mind: it is asked to let the person choose one. */
function scopeFor(launch: LaunchParameters, registration: Registration): string {
  const others = registration.scopes.filter(
    (scope) => scope !== 'launch' && scope !== 'launch/patient',
  );
  return [launch.launch === undefined ? 'launch/patient' : 'launch', ...others].join(' ');
}
