import * as z from 'zod/mini';
import { type Patient, type Transport, TransportError } from '../fhir/index.ts';
import { idTokenIn } from './identity.ts';
import { type LaunchContext, readLaunchContext } from './launch-context.ts';
import { LaunchError } from './launch-problem.ts';
import { describePatient, type PatientInContext } from './patient-in-context.ts';
import { decodeJws } from './signature.ts';
import type { TokenAnswer } from './token-endpoint.ts';
import type { User } from './user.ts';

/** Who and where, as the EHR last said. */
export type Situation = {
  readonly issuer: string;
  /** "Patient/1" */
  readonly patient: string;
  readonly name: string;
  readonly birthDate?: string;
  readonly encounter?: string;
  /** "Practitioner/1" */
  readonly user?: string;
};

/** As it stands at launch. */
export function situationOf(
  issuer: string,
  patient: PatientInContext,
  { encounter }: Pick<LaunchContext, 'encounter'>,
  user: User | undefined,
): Situation {
  return {
    issuer,
    patient: `Patient/${patient.id}`,
    name: patient.name,
    ...(patient.birthDate !== undefined && { birthDate: patient.birthDate }),
    ...(encounter && { encounter: encounter.reference }),
    ...(user && { user: user.reference }),
  };
}

export type Watch = {
  readonly situation: () => Situation | undefined;
  readonly lookAgain: () => Promise<void>;
  /** What came with a renewed token. */
  readonly hear: (answer: TokenAnswer) => void;
};

/** Somebody else, whom nothing is known of. */
const stranger = 'somebody else';

/** What comes with a renewed token may leave the situation out; what it says of it counts. */
function contextIn(before: Situation, answer: TokenAnswer): Situation | undefined {
  const said = { patient: before.patient.replace('Patient/', ''), ...answer };
  try {
    const { patientId, encounter } = readLaunchContext(said);
    return {
      ...before,
      patient: `Patient/${patientId}`,
      ...(encounter && { encounter: encounter.reference }),
    };
  } catch (error) {
    if (error instanceof LaunchError) return undefined;
    throw error;
  }
}

const named = z.looseObject({ sub: z.string() });

/** An id_token that comes with a renewal must name the same person (OpenID Connect Core §12.2). */
function isSomebodyElse(answer: TokenAnswer, subject: string | undefined): boolean {
  const token = idTokenIn(answer);
  if (token === undefined || subject === undefined) return false;
  return named.safeParse(decodeJws(token)?.payload).data?.sub !== subject;
}

/** A chart that was put together with another is somebody's no more. */
function replacedBy({ link = [] }: Patient): string | undefined {
  const found = link.find(({ type }) => type === 'replaced-by');
  return found && (found.other.reference ?? stranger);
}

function seen(before: Situation, patient: Patient): Situation {
  const { birthDate: _before, ...rest } = before;
  const { name, birthDate } = describePatient(patient, patient.id ?? '');
  return {
    ...rest,
    name,
    ...(birthDate !== undefined && { birthDate }),
    patient: replacedBy(patient) ?? before.patient,
  };
}

/** The patient as the chart has them now; undefined: there is none, or it is another. */
async function reread(transport: Transport, now: Situation): Promise<Situation | undefined> {
  try {
    const { status, resource } = await transport({ method: 'GET', path: now.patient });
    if (status === 404 || status === 410) return undefined;
    return status === 200 && resource?.resourceType === 'Patient' ? seen(now, resource) : now;
  } catch (error) {
    if (error instanceof TransportError && error.code === 'wrong-patient') return undefined;
    throw error;
  }
}

/**
 * Follows who is in context while the page lives: what renewed tokens say, and the patient as the chart has them.
 * `subject` is whom the id_token named at launch.
 */
export function watch(first: Situation, transport: Transport, subject: string | undefined): Watch {
  let now: Situation | undefined = first;
  return {
    situation: () => now,
    lookAgain: async () => {
      now = now && (await reread(transport, now));
    },
    hear: (answer) => {
      const said = now && contextIn(now, answer);
      now = said && isSomebodyElse(answer, subject) ? { ...said, user: stranger } : said;
    },
  };
}
