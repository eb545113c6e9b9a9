import type { Coding } from '../../fhir/index.ts';
import { codeIn, hasCoding, system } from '../../fhir/index.ts';
import { type ResultCode, resultCode } from '../../routine/index.ts';
import type { EarlierOccasion } from '../due/facts.ts';
import { isAbout } from './about.ts';
import { dayOfDate } from './local-day.ts';
import { type ObservationRead, observation, readable } from './resource.ts';

/** Stored, but taken back. */
const withdrawn: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled']);

function resultOf(read: ObservationRead): ResultCode | undefined {
  const missing = read.dataAbsentReason;
  const own = codeIn(read.valueCodeableConcept, system.result) ?? codeIn(missing, system.result);
  if (own !== undefined) return resultCode.options.find((code) => code === own);
  // Without our own code FHIR's reason is enough: another system may have written the panel.
  const absent = codeIn(missing, system.absent);
  if (absent === 'asked-declined') return 'declined';
  return absent === 'not-asked' ? 'not-asked' : undefined;
}

const dateOf = (read: ObservationRead): string | undefined =>
  read.effectiveDateTime ?? read.effectivePeriod?.end ?? read.effectivePeriod?.start ?? read.issued;

export type Setting = {
  readonly patientId: string;
  readonly today: string;
  readonly timeZone: string;
};

/**
 * The earlier occasions in stored panel Observations, with result only. One that nobody dated counts as
 * today: rather silent than a card too soon.
 */
export function occasionsIn(
  resources: readonly unknown[],
  panels: readonly Coding[],
  { patientId, today, timeZone }: Setting,
): readonly EarlierOccasion[] {
  const occasions: EarlierOccasion[] = [];
  for (const read of readable(observation, resources)) {
    if (!counts(read, panels, patientId)) continue;
    const result = resultOf(read);
    if (result === undefined) continue;
    const day = dayOfDate(dateOf(read), timeZone) ?? today;
    occasions.push({ day, result, encounter: read.encounter?.reference?.split('/').at(-1) });
  }
  return occasions;
}

const counts = (read: ObservationRead, panels: readonly Coding[], patientId: string): boolean =>
  !withdrawn.has(read.status ?? '') &&
  isAbout(read.subject?.reference, patientId) &&
  panels.some((panel) => hasCoding(read.code, panel));
