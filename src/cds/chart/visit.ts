import type { Coding } from '../../fhir/index.ts';
import { sameCoding, system } from '../../fhir/index.ts';
import type { Visit } from '../due/facts.ts';
import { codingsOf } from './events.ts';
import { dayOfDate } from './local-day.ts';
import type { Setting } from './occasions.ts';
import { type AppointmentRead, appointment, type EncounterRead, readable } from './resource.ts';

/** HL7 v3 ActCode for an encounter where patient and clinician are not in the same place. */
const virtual: Coding = { system: system.actCode, code: 'VR' };

const any = (codes: readonly Coding[], among: readonly Coding[]): boolean =>
  codes.some((code) => among.some((each) => sameCoding(code, each)));

const isCompanion = (reference: string | undefined): boolean =>
  /(?:^|\/)RelatedPerson\//.test(reference ?? '');

const companionsIn = (read: EncounterRead | undefined, { today, timeZone }: Setting): number =>
  read?.participant?.filter(({ individual, period }) => {
    const left = dayOfDate(period?.end, timeZone);
    return isCompanion(individual?.reference) && (left === undefined || left >= today);
  }).length ?? 0;

const gone: ReadonlySet<string> = new Set(['cancelled', 'entered-in-error']);

/** `remote`: the codes a site uses for phone and video, beside HL7's own class. */
export function visitOf(
  read: EncounterRead | undefined,
  encounterId: string | undefined,
  remote: readonly Coding[],
  setting: Setting,
): Visit {
  const codes = [
    ...(read?.class ? [read.class] : []),
    ...codingsOf(...(read?.type ?? []), read?.serviceType),
  ];
  return {
    encounter: encounterId,
    start: dayOfDate(read?.period?.start, setting.timeZone),
    remote: any(codes, [virtual, ...remote]),
    companions: companionsIn(read, setting),
    cancelled: gone.has(read?.status ?? ''),
  };
}

const codesOf = (read: AppointmentRead): readonly Coding[] =>
  codingsOf(read.appointmentType, ...(read.serviceType ?? []), ...(read.serviceCategory ?? []));

/** A visit that is being booked. Several at once: the least safe of them counts. */
export function plannedVisit(appointments: readonly unknown[], remote: readonly Coding[]): Visit {
  const read = readable(appointment, appointments);
  const companions = read.map(
    ({ participant }) =>
      participant?.filter(({ actor }) => isCompanion(actor?.reference)).length ?? 0,
  );
  return {
    remote: read.some((each) => any(codesOf(each), [virtual, ...remote])),
    companions: Math.max(0, ...companions),
    cancelled: read.length > 0 && read.every(({ status }) => gone.has(status ?? '')),
  };
}
