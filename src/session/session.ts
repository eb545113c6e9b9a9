import type { Transport } from '../fhir/index.ts';
import type { Grant } from './grant.ts';
import type { LaunchContext } from './launch-context.ts';
import type { PatientInContext } from './patient-in-context.ts';
import type { Situation } from './situation.ts';
import type { User } from './user.ts';

/**
 * One opening of the app for one patient by one member of staff. Lives in memory only: a reload ends it. A
 * session kept by a server would be another way to make one of these, behind the same `Transport`.
 */
export type Session = Omit<LaunchContext, 'patientId'> & {
  /** The FHIR base, as the EHR gave it in `iss`. */
  readonly issuer: string;
  readonly patient: PatientInContext;
  readonly user?: User;
  readonly grant: Grant;
  readonly transport: Transport;
  /** Who and where, as the EHR last said; undefined when nobody is in context any more. */
  readonly situation: () => Situation | undefined;
  /** Reads the patient anew. Rejects a `TransportError` when there was no answer: then nothing new is known. */
  readonly lookAgain: () => Promise<void>;
  /** Called once, when authority is gone for good; at once if it already is. */
  readonly onSignedOut: (listener: () => void) => void;
};
