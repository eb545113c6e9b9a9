import type { CodeableConcept, Coding } from '../../fhir/index.ts';
import { codeIn } from '../../fhir/index.ts';
import type { ChartEvent } from '../due/facts.ts';
import { isAbout } from './about.ts';
import { dayOfDate } from './local-day.ts';
import type { Setting } from './occasions.ts';
import {
  type AppointmentRead,
  appointment,
  type ConditionRead,
  condition,
  type EncounterRead,
  readable,
} from './resource.ts';

const status = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verification = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const past: ReadonlySet<string> = new Set(['inactive', 'remission', 'resolved']);
const wrong: ReadonlySet<string> = new Set(['refuted', 'entered-in-error']);

export const codingsOf = (
  ...concepts: readonly (CodeableConcept | undefined)[]
): readonly Coding[] => concepts.flatMap((concept) => concept?.coding ?? []);

/** The end of a condition: the day written, or long ago when it is only said to be over. */
function endOf(read: ConditionRead, timeZone: string): string | undefined {
  const written = dayOfDate(read.abatementDateTime, timeZone);
  if (written !== undefined) return written;
  return past.has(codeIn(read.clinicalStatus, status) ?? '') ? '0000-01-01' : undefined;
}

export function findingsIn(
  resources: readonly unknown[],
  { patientId, timeZone }: Setting,
): readonly ChartEvent[] {
  return readable(condition, resources)
    .filter((read) => isAbout(read.subject?.reference, patientId))
    .filter((read) => !wrong.has(codeIn(read.verificationStatus, verification) ?? ''))
    .map((read) => {
      const begun = read.onsetDateTime ?? read.onsetPeriod?.start ?? read.recordedDate;
      return {
        kind: 'finding',
        codes: read.code?.coding ?? [],
        day: dayOfDate(begun, timeZone),
        ended: endOf(read, timeZone),
      };
    });
}

/** Why the patient is here, when the encounter says so in codes. */
export function visitReasons(
  read: EncounterRead | undefined,
  { today, timeZone }: Setting,
): readonly ChartEvent[] {
  const codes = codingsOf(...(read?.reasonCode ?? []));
  const day = dayOfDate(read?.period?.start, timeZone) ?? today;
  return codes.length > 0 ? [{ kind: 'finding', codes, day }] : [];
}

const missedBy = (read: AppointmentRead, patientId: string): boolean =>
  read.status === 'noshow' &&
  (read.participant?.some(({ actor }) => isAbout(actor?.reference, patientId)) ?? false);

export function missedVisitsIn(
  resources: readonly unknown[],
  { patientId, timeZone }: Setting,
): readonly ChartEvent[] {
  return readable(appointment, resources)
    .filter((read) => missedBy(read, patientId))
    .map((read) => ({
      kind: 'missed-visit',
      codes: codingsOf(
        read.appointmentType,
        ...(read.serviceType ?? []),
        ...(read.serviceCategory ?? []),
      ),
      day: dayOfDate(read.start, timeZone),
    }));
}
