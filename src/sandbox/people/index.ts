import type { FhirResource } from '../../fhir/index.ts';
export const nurse = 'Practitioner/nurse';
export function everyone(_seed: number, _today: string): readonly FhirResource[] {
  return [
    { resourceType: 'Practitioner', id: 'nurse', name: [{ family: 'Ek', given: ['Åsa'] }] },
    { resourceType: 'Patient', id: 'anna', name: [{ family: 'Testsson', given: ['Anna'] }] },
    { resourceType: 'Patient', id: 'p2', name: [{ family: 'Testsson', given: ['B'] }] },
  ];
}
