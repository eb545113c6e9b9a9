import { LaunchError } from './launch-problem.ts';

/** What an EHR says when it opens the app (SMART App Launch 2.2). No `launch` means a standalone start. */
export type LaunchParameters = { readonly issuer: string; readonly launch?: string };

/**
 * Names that SMART libraries and their users obey when they stand in the launch address: another server,
 * client, patient or place to return to. No EHR sends them; one that stands here is an attack or a mistake.
 */
const hostile = new Set(
  `fhirserviceurl serviceuri serverurl clientid client_id clientsecret client_secret patientid patient
  encounterid encounter key state statekey code code_verifier nonce token access_token id_token redirect
  redirecturi redirect_uri scope aud complete completeintarget target faketokenresponse tokenresponse`.split(
    /\s+/,
  ),
);

export function readLaunchParameters(address: string): LaunchParameters {
  const { searchParams } = new URL(address);
  for (const name of searchParams.keys()) {
    if (hostile.has(name.toLowerCase())) throw new LaunchError('hostile-parameter', name);
  }
  const issuer = onlyOne(searchParams, 'iss');
  const launch = onlyOne(searchParams, 'launch');
  if (issuer === undefined) throw new LaunchError('not-launched');
  return { issuer, ...(launch !== undefined && { launch }) };
}

function onlyOne(parameters: URLSearchParams, name: string): string | undefined {
  const spellings = [...parameters.keys()].filter((each) => each.toLowerCase() === name);
  if (spellings.length > 1) throw new LaunchError('hostile-parameter', name);
  const value = parameters.get(name);
  if (value === null || value === '') return undefined;
  if (value.length > 4096) throw new LaunchError('hostile-parameter', name);
  return value;
}
