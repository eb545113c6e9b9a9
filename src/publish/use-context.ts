import { system } from '../fhir/index.ts';
import type { Audience } from '../routine/index.ts';

const usage = 'http://terminology.hl7.org/CodeSystem/usage-context-type';
const years = { unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' };

/** Whom a plan is for, and where: ages and sexes of the patients, and the setting. */
export function useContext({ setting, ageFrom, ageTo, sex = [] }: Audience) {
  const ages = {
    ...(ageFrom !== undefined && { low: { value: ageFrom, ...years } }),
    ...(ageTo !== undefined && { high: { value: ageTo, ...years } }),
  };
  return [
    {
      code: { system: usage, code: 'venue' },
      valueCodeableConcept: { coding: [{ system: system.setting, code: setting }] },
    },
    ...(Object.keys(ages).length > 0
      ? [{ code: { system: usage, code: 'age' }, valueRange: ages }]
      : []),
    ...sex.map((code) => ({
      code: { system: usage, code: 'gender' },
      valueCodeableConcept: {
        coding: [{ system: 'http://hl7.org/fhir/administrative-gender', code }],
      },
    })),
  ];
}
