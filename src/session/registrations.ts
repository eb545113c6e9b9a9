import * as z from 'zod/mini';
import { noShorterThan } from '../fhir/index.ts';
import type { BrowserPorts } from './browser-ports.ts';
import { LaunchError } from './launch-problem.ts';
import { isSecureAddress } from './secure-address.ts';

/**
 * One EHR that may open the app, as in `launch/registrations.json`. `issuer` is its FHIR base, letter by
 * letter as the EHR sends it in `iss`; `scopes` are the only ones ever asked for. `origins` are the other places
 * where this EHR logs people in, gives tokens or shows its keys; the server lets the page talk to those too.
 */
const registration = z.strictObject({
  issuer: z.string().check(z.refine(isSecureAddress, 'https only')),
  clientId: z.string().check(noShorterThan(1)),
  scopes: z.array(z.string().check(z.regex(/^[\x21\x23-\x5B\x5D-\x7E]+$/))).check(noShorterThan(1)),
  origins: z.optional(z.array(z.string().check(z.refine(isOrigin, 'an origin, https only')))),
  name: z.optional(z.string()),
});
const registrations = z.array(registration).check(noShorterThan(1));

export type Registration = z.infer<typeof registration>;

function isOrigin(text: string): boolean {
  return isSecureAddress(text) && new URL(text).origin === text;
}

/** Where a login, token or key address of this EHR may stand. */
export function originsOf({ issuer, origins = [] }: Registration): readonly string[] {
  return [new URL(issuer).origin, ...origins];
}

/** Read from the app's own origin, before any word is exchanged with an EHR. */
export async function readRegistrations(
  fetch: BrowserPorts['fetch'],
  address: string,
): Promise<readonly Registration[]> {
  try {
    const answer = await fetch(address, { redirect: 'error', credentials: 'omit' });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return registrations.parse(await answer.json());
  } catch (cause) {
    throw new LaunchError('registrations-invalid', undefined, cause);
  }
}

/** Exact match only: no case folding, no trailing slash, no prefix. */
export function registrationOf(issuer: string, known: readonly Registration[]): Registration {
  const found = known.find((each) => each.issuer === issuer);
  if (found === undefined) throw new LaunchError('unknown-issuer');
  return found;
}
