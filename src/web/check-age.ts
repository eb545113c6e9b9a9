import { ageOn, localMoment } from './clock.ts';
import { ContentError } from './fault.ts';
import type { Opened } from './state.ts';

/**
 * An adult's questions are never put in a child's chart, nor the other way round. A chart that does not say how old
 * the patient is leaves it to the clinician, who sees the person.
 */
export function checkAge(
  { audience, pack }: Pick<Opened, 'audience' | 'pack'>,
  birthDate: string | undefined,
  now: Date,
): void {
  const age = ageOn(birthDate, localMoment(now, pack.timeZone).date);
  const { ageFrom = 0, ageTo = Number.POSITIVE_INFINITY } = audience;
  if (age === undefined || (age >= ageFrom && age <= ageTo)) return;
  throw new ContentError('not-in-audience', audience.id);
}
