import type { Occasion } from '../record/index.ts';
import { localInstant } from './clock.ts';
import { language, type Opened, visit } from './state.ts';

/** Who and when, for the record and the note. */
export function occasionNow({ session, pack, audience, key }: Opened): Occasion {
  const { patient, encounter, user, issuer } = session;
  return {
    key,
    issuer,
    patient: { reference: `Patient/${patient.id}`, name: patient.name },
    personAsked: audience.personAsked,
    route: visit.value.route,
    ...(encounter && { encounter: encounter.reference }),
    ...(user && { author: user }),
    authored: localInstant(new Date(), pack.timeZone),
    language: language.value,
    protectedIdentity: patient.protectedIdentity,
    routine: { id: pack.id, version: pack.version, audience: audience.id },
  };
}
