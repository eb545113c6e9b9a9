import { TransportError } from '../fhir/index.ts';
import type { PatientInContext } from './patient-in-context.ts';
import type { Session } from './session.ts';

/** A visit without an EHR: nobody has signed in, nothing may be read or written, and nothing is ever sent. */
export function sessionWithoutEhr(
  known: Partial<Omit<PatientInContext, 'id'>>,
  intent: 'routine' | 'indication',
): Session {
  return {
    issuer: '',
    patient: { id: '', name: '', protectedIdentity: false, interpreterNeeded: false, ...known },
    showPatientBanner: false,
    intent,
    questionnaires: [],
    grant: { may: () => false, scopes: [] },
    transport: () => Promise.reject(new TransportError('unreachable')),
    situation: () => undefined,
    lookAgain: () => Promise.resolve(),
    onSignedOut: () => undefined,
  };
}
