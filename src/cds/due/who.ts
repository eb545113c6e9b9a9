import type { Audience } from '../../routine/index.ts';
import { spanOf, yearsBetween } from './calendar.ts';
import type { ChartFacts } from './facts.ts';

/** Both ends in completed years, both inclusive. A birth date too vague to tell is outside, not inside. */
function ageFits({ ageFrom, ageTo }: Audience, { person, today }: ChartFacts): boolean {
  if (ageFrom === undefined && ageTo === undefined) return true;
  if (person.born === undefined) return false;
  const span = spanOf(person.born);
  return (
    (ageFrom === undefined || yearsBetween(span.to, today) >= ageFrom) &&
    (ageTo === undefined || yearsBetween(span.from, today) <= ageTo)
  );
}

const inForce = ({ validFrom, validTo }: Audience, today: string): boolean =>
  (validFrom === undefined || validFrom <= today) && (validTo === undefined || today <= validTo);

/** The first of the unit's audiences that speaks of this patient today. */
export function audienceOf(
  audiences: readonly Audience[],
  facts: ChartFacts,
): Audience | undefined {
  return audiences.find(
    (audience) =>
      inForce(audience, facts.today) &&
      (audience.sex === undefined || audience.sex.includes(facts.person.sex)) &&
      ageFits(audience, facts),
  );
}
