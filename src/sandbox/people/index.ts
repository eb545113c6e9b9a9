/** Invented people of all ages, and where they meet care. No person, number or address here is real. */
import type { FhirResource } from '../../fhir/index.ts';
import { chartOf } from './chart.ts';
import { invent } from './generate.ts';
import { patientOf } from './identity.ts';
import known from './known.json' with { type: 'json' };
import { type Person, personSchema } from './person.ts';
import { chance } from './random.ts';
import { staff } from './staff.ts';

export { type Person, type Situation, situations } from './person.ts';
export { nurse, unitNames } from './staff.ts';

const invented = 36;

/** The people by seed: the known ones first, always the same, then the others. */
export function people(seed: number): readonly Person[] {
  const dice = chance(seed);
  const others = Array.from({ length: invented }, (_, index) => invent(index + 1, dice));
  return [...known.map((each) => personSchema.parse(each)), ...others];
}

/** Everything the EHR holds when it starts. `today` (YYYY-MM-DD) is the day of the visits that are open. */
export function everyone(seed: number, today: string): readonly FhirResource[] {
  const charts = people(seed).flatMap((person, index) => [
    patientOf(person, index, today),
    ...chartOf(person, index, today),
  ]);
  return [...staff(), ...charts];
}
