import { assess, type Outcome } from '../guidance/index.ts';
import type { ChartFact } from '../routine/index.ts';
import { ageOn, localMoment } from './clock.ts';
import { type Asking, type Opened, visit } from './state.ts';

function factsOf({ session, apart }: Opened): readonly ChartFact[] {
  const { protectedIdentity, interpreterNeeded } = session.patient;
  return [
    ...(protectedIdentity ? (['protected-identity'] as const) : []),
    ...(interpreterNeeded ? (['interpreter'] as const) : []),
    ...(apart?.facts ?? []),
  ];
}

export function todayOf({ pack }: Pick<Opened, 'pack'>): string {
  return localMoment(new Date(), pack.timeZone).date;
}

/** What follows from the answers as they stand. */
export function outcomeNow(opened: Opened, { form, answers }: Asking): Outcome {
  const today = todayOf(opened);
  const age = ageOn(opened.session.patient.birthDate, today);
  return assess(opened.pack, form, answers, {
    today,
    route: visit.value.route,
    audience: opened.audience.id,
    ...(age !== undefined && { age }),
    facts: factsOf(opened),
  });
}
