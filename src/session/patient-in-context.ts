import {
  type Coding,
  type FhirResource,
  type HumanName,
  isId,
  type Patient,
  personalIdentityNumber,
  sameCoding,
  system,
  type Transport,
} from '../fhir/index.ts';
import { LaunchError } from './launch-problem.ts';

/** The one whose chart is open: what must stand on every screen, and what changes how to ask. */
export type PatientInContext = {
  readonly id: string;
  readonly name: string;
  readonly birthDate?: string;
  /** As the EHR writes it; a Swedish personal identity number where there is one. */
  readonly identityNumber?: string;
  readonly gender?: string;
  /** The EHR marks this person's record as protected (`meta.security`). */
  readonly protectedIdentity: boolean;
  readonly interpreterNeeded: boolean;
  /** BCP 47, as the EHR writes it. */
  readonly language?: string;
};

export async function readPatient(transport: Transport, id: string): Promise<PatientInContext> {
  if (!isId(id)) throw new LaunchError('patient-unreadable', 'id');
  const reply = await transport({ method: 'GET', path: `Patient/${id}` }).catch(
    (cause: unknown) => {
      throw new LaunchError('patient-unreadable', 'no trusted answer', cause);
    },
  );
  if (reply.status !== 200) throw new LaunchError('patient-unreadable', `status ${reply.status}`);
  const patient = reply.resource;
  if (!isPatient(patient) || patient.id !== id)
    throw new LaunchError('patient-unreadable', 'other');
  return describePatient(patient, id);
}

function isPatient(resource: FhirResource | undefined): resource is Patient {
  return resource?.resourceType === 'Patient';
}

const interpreterRequired = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';

export function describePatient(patient: Patient, id: string): PatientInContext {
  const { birthDate, gender } = patient;
  const identityNumber = identityNumberOf(patient);
  const language = languageOf(patient);
  return {
    id,
    name: nameOf(patient.name ?? []),
    ...(birthDate !== undefined && { birthDate }),
    ...(identityNumber !== undefined && { identityNumber }),
    ...(gender !== undefined && { gender }),
    protectedIdentity: (patient.meta?.security ?? []).some(protects),
    interpreterNeeded: (patient.extension ?? []).some(
      (each) => each.url === interpreterRequired && each.valueBoolean === true,
    ),
    ...(language !== undefined && { language }),
  };
}

/** Labels that say nothing about a person's safety: ordinary confidentiality and test data. */
const harmless: readonly Coding[] = [
  ...['U', 'L', 'M', 'N'].map((code) => ({ system: system.confidentiality, code })),
  { system: system.actReason, code: 'HTEST' },
  { system: system.actCode, code: 'DEMO' },
];

/**
 * Every label we do not know to be harmless counts as protection: R, V, the Swedish "sekretessmarkering" and
 * "skyddad folkbokföring" (HL7 Sweden SecurityLabel, whose system has had several addresses), a region's own.
 */
function protects(label: Coding): boolean {
  return !harmless.some((each) => sameCoding(each, label));
}

function nameOf(names: readonly HumanName[]): string {
  const current = names.filter((each) => each.use !== 'old' && each.period?.end === undefined);
  const [first] = current.length > 0 ? current : names;
  const best = current.find((each) => each.use === 'official') ?? first;
  return best?.text ?? [...(best?.given ?? []), best?.family].filter(Boolean).join(' ');
}

function identityNumberOf({ identifier = [] }: Patient): string | undefined {
  const current = identifier.filter((each) => each.use !== 'old');
  const swedish = current.find((each) => personalIdentityNumber.includes(each.system ?? ''));
  return (swedish ?? current.find((each) => each.use === 'official') ?? current[0])?.value;
}

/** An EHR may leave out what FHIR demands. */
function languageOf({ communication = [] }: Patient): string | undefined {
  const spoken = communication.find((each) => each.preferred) ?? communication[0];
  return spoken?.language?.coding?.find((each) => each.code !== undefined)?.code;
}
