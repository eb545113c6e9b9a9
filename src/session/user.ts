import { parseReference } from '../fhir/index.ts';
import type { IdentityClaims } from './id-token.ts';
import { LaunchError } from './launch-problem.ts';

/** Who is logged in, as the id_token says. */
export type User = { readonly reference: string; readonly name?: string };

/**
 * `fhirUser` may be relative or under the FHIR base (some EHRs); a user who lives on another server cannot be
 * referred to from a record here and counts as unknown. The app is for staff: a patient or a relative who is logged
 * in (a portal) is refused, since the answers would be shown to whoever holds that log-in.
 */
export function readUser(claims: IdentityClaims, fhirBase: string): User | undefined {
  const root = `${fhirBase.replace(/\/$/, '')}/`;
  const { fhirUser, name } = claims;
  const relative = fhirUser?.startsWith(root) ? fhirUser.slice(root.length) : fhirUser;
  if (/(^|\/)(Patient|RelatedPerson)\//.test(relative ?? '')) throw new LaunchError('not-staff');
  const parsed = parseReference(relative);
  if (parsed === undefined || !/^(Practitioner|PractitionerRole|Person)$/.test(parsed.type)) {
    return undefined;
  }
  const reference = `${parsed.type}/${parsed.id}`;
  return name === undefined || name.trim() === '' ? { reference } : { reference, name };
}
