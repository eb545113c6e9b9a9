import { assess, type Circumstances, type Outcome } from '../guidance/index.ts';
import type { ChartFact } from '../routine/index.ts';
import { ageOn, localMoment } from './clock.ts';
import { type Asking, inHand, type Opened, visit } from './state.ts';

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

/** The day and the chart that the answers are judged by: an earlier occasion's by its own day and route. */
export function circumstancesNow(opened: Opened): Circumstances {
  const { authored, route } = inHand.value ?? {};
  const today = authored?.slice(0, 10) ?? todayOf(opened);
  const age = ageOn(opened.session.patient.birthDate, today);
  return {
    today,
    route: route ?? visit.value.route,
    audience: opened.audience.id,
    ...(age !== undefined && { age }),
    facts: factsOf(opened),
  };
}

/** What follows from the answers as they stand. */
export function outcomeNow(opened: Opened, { form, answers }: Asking): Outcome {
  return assess(opened.pack, form, answers, circumstancesNow(opened));
}
