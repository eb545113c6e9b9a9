import type { Occasion } from '../record/index.ts';
import { localInstant } from './clock.ts';
import { inHand, language, type Opened, visit } from './state.ts';

/** Who and when, for the record and the note. What was saved before keeps its time, its visit and its route. */
export function occasionNow({ session, pack, audience, key }: Opened): Occasion {
  const { patient, encounter, user, issuer } = session;
  const now = {
    key,
    authored: localInstant(new Date(), pack.timeZone),
    route: visit.value.route,
    ...(encounter && { encounter: encounter.reference }),
  };
  return {
    ...(inHand.value ?? now),
    issuer,
    patient: { reference: `Patient/${patient.id}`, name: patient.name },
    personAsked: audience.personAsked,
    ...(user && { author: user }),
    language: language.value,
    protectedIdentity: patient.protectedIdentity,
    routine: { id: pack.id, version: pack.version, audience: audience.id },
  };
}
