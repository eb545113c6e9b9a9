import type { Coding } from '../../fhir/index.ts';
import type { ResultCode } from '../../routine/index.ts';
import type { Day } from './calendar.ts';

/** One earlier time the questions were due, as the record tells it: never what was answered. */
export type EarlierOccasion = {
  readonly day: Day;
  readonly result: ResultCode;
  /** Id of the Encounter it belongs to, when the record says so. */
  readonly encounter?: string | undefined;
};

/** Something coded in the chart, or a visit that was missed. `day` absent: nobody wrote when. */
export type ChartEvent = {
  readonly kind: 'finding' | 'missed-visit';
  readonly codes: readonly Coding[];
  readonly day?: Day | undefined;
  /** The day it ended; absent means it still holds. */
  readonly ended?: Day | undefined;
};

export type Person = {
  /** FHIR date, any precision. */
  readonly born?: string | undefined;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly deceased: boolean;
  /** False when the chart is closed or replaced by another. */
  readonly active: boolean;
};

export type Visit = {
  readonly encounter?: string | undefined;
  readonly start?: Day | undefined;
  /** By phone or video: nobody knows who else listens. */
  readonly remote: boolean;
  /** Related persons noted at the visit. */
  readonly companions: number;
  readonly cancelled: boolean;
};

/** All that the decision rests on. */
export type ChartFacts = {
  readonly today: Day;
  /** The server refused a read: earlier occasions may exist that we were not let to see. */
  readonly blocked: boolean;
  readonly person: Person;
  readonly visit: Visit;
  /** The site's own mark that a prompt in this chart is not safe. */
  readonly marked: boolean;
  readonly occasions: readonly EarlierOccasion[];
  readonly events: readonly ChartEvent[];
};
