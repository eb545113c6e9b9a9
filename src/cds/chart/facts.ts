import type { Coding } from '../../fhir/index.ts';
import { hasCoding } from '../../fhir/index.ts';
import type { ChartFacts, Person, Visit } from '../due/facts.ts';
import { isAbout } from './about.ts';
import { findingsIn, missedVisitsIn, visitReasons } from './events.ts';
import { dateIn } from './local-day.ts';
import type { NeedKey } from './need.ts';
import { occasionsIn, type Setting } from './occasions.ts';
import {
  type EncounterRead,
  encounter,
  flag,
  type PatientRead,
  patient,
  readable,
} from './resource.ts';
import { plannedVisit, visitOf } from './visit.ts';

/** What was read, by need. A key that is absent was not needed, or held nothing. */
export type Chart = ReadonlyMap<NeedKey, readonly unknown[]>;

export type Codes = {
  readonly panels: readonly Coding[];
  readonly remote: readonly Coding[];
  readonly marks: readonly Coding[];
};

export type Situation = Setting & {
  readonly encounterId?: string;
  /** Appointments being booked; absent outside booking. */
  readonly appointments?: readonly unknown[];
};

const held = (chart: Chart, key: NeedKey): readonly unknown[] => chart.get(key) ?? [];

const sexes: readonly Person['sex'][] = ['female', 'male', 'other'];

function personOf(read: PatientRead | undefined): Person {
  return {
    born: dateIn(read?.birthDate),
    sex: sexes.find((sex) => sex === read?.gender) ?? 'unknown',
    deceased: read?.deceasedBoolean === true || read?.deceasedDateTime !== undefined,
    active:
      read !== undefined &&
      read.active !== false &&
      !read.link?.some(({ type }) => type === 'replaced-by'),
  };
}

/** The encounter in context; one that belongs to somebody else is as good as none. */
function encounterIn(chart: Chart, { patientId }: Situation): EncounterRead | undefined {
  return readable(encounter, held(chart, 'encounter')).find(
    ({ subject }) => subject === undefined || isAbout(subject.reference, patientId),
  );
}

function visitIn(read: EncounterRead | undefined, codes: Codes, situation: Situation): Visit {
  if (situation.appointments !== undefined) {
    return plannedVisit(situation.appointments, codes.remote);
  }
  return visitOf(read, situation.encounterId, codes.remote, situation);
}

const markedIn = (chart: Chart, marks: readonly Coding[], patientId: string): boolean =>
  readable(flag, held(chart, 'marks')).some(
    (read) =>
      read.status === 'active' &&
      isAbout(read.subject?.reference, patientId) &&
      marks.some((mark) => hasCoding(read.code, mark)),
  );

/** The chart as the decision needs it. Resources of any other patient are left out. */
export function factsOf(chart: Chart, codes: Codes, situation: Situation): ChartFacts {
  const person = readable(patient, held(chart, 'patient')).find(
    ({ id }) => id === situation.patientId,
  );
  const encountered = encounterIn(chart, situation);
  return {
    today: situation.today,
    blocked: false,
    person: personOf(person),
    visit: visitIn(encountered, codes, situation),
    marked: markedIn(chart, codes.marks, situation.patientId),
    occasions: occasionsIn(held(chart, 'occasions'), codes.panels, situation),
    events: [
      ...findingsIn(held(chart, 'findings'), situation),
      ...missedVisitsIn(held(chart, 'missed'), situation),
      ...visitReasons(encountered, situation),
    ],
  };
}
