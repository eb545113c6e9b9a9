import * as z from 'zod/mini';
import { isId, noLongerThan, parseReference } from '../fhir/index.ts';
import { LaunchError } from './launch-problem.ts';
import type { TokenAnswer } from './token-endpoint.ts';

/** What the EHR says about the situation, beside the token (SMART App Launch 2.2, launch context parameters). */
export type LaunchContext = {
  readonly patientId: string;
  readonly encounter?: { readonly reference: string };
  readonly showPatientBanner: boolean;
  readonly intent?: string;
  /** Canonicals of the questionnaires to use, as `url` or `url|version`. */
  readonly questionnaires: readonly string[];
  readonly appContext?: string;
};

const about = z.looseObject({
  reference: z.optional(z.string()),
  canonical: z.optional(z.string()),
  type: z.optional(z.string()),
  role: z.optional(z.string()),
});
type About = z.infer<typeof about>;

/** Anything of another shape than SMART's counts as absent, except the patient: that one must be there. */
const context = z.looseObject({
  patient: z.optional(z.unknown()),
  encounter: z.catch(z.optional(z.string()), undefined),
  need_patient_banner: z.optional(z.unknown()),
  intent: z.catch(z.optional(z.string().check(z.regex(/^[\w.-]{1,64}$/))), undefined),
  appContext: z.catch(z.optional(z.string().check(noLongerThan(4096))), undefined),
  fhirContext: z.catch(z.optional(z.array(z.unknown())), undefined),
});

export function readLaunchContext(answer: TokenAnswer): LaunchContext {
  const found = context.parse(answer);
  const patientId = found.patient;
  if (patientId === undefined || patientId === null || patientId === '') {
    throw new LaunchError('missing-patient');
  }
  if (typeof patientId !== 'string' || !isId(patientId)) {
    throw new LaunchError('patient-unreadable', 'id');
  }
  const launchedAbout = (found.fhirContext ?? []).flatMap((each): readonly About[] => {
    const read = about.safeParse(each);
    return read.success && (read.data.role ?? 'launch') === 'launch' ? [read.data] : [];
  });
  const encounter = encounterOf(found.encounter, launchedAbout);
  const { intent, appContext } = found;
  return {
    patientId,
    ...(encounter !== undefined && { encounter }),
    showPatientBanner: found.need_patient_banner !== false,
    ...(intent !== undefined && { intent }),
    questionnaires: launchedAbout.flatMap(questionnaireOf),
    ...(appContext !== undefined && { appContext }),
  };
}

function encounterOf(
  id: string | undefined,
  launchedAbout: readonly About[],
): { readonly reference: string } | undefined {
  if (id !== undefined) return isId(id) ? { reference: `Encounter/${id}` } : undefined;
  const reference = launchedAbout
    .map((each) => each.reference)
    .find((each) => parseReference(each)?.type === 'Encounter');
  return reference === undefined ? undefined : { reference };
}

function questionnaireOf({ canonical, type }: About): readonly string[] {
  if (canonical === undefined || !/^https?:\/\/[^\s|]+(\|[\w.+-]+)?$/.test(canonical)) return [];
  return type === 'Questionnaire' || canonical.includes('/Questionnaire/') ? [canonical] : [];
}
