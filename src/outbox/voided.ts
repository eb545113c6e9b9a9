import type { FhirResource } from '../fhir/index.ts';

/** The resource as something that should never have been written. What has no status (Provenance) stays as it is. */
export function voided(resource: FhirResource): FhirResource {
  switch (resource.resourceType) {
    case 'QuestionnaireResponse':
    case 'Observation':
    case 'DocumentReference':
    case 'ServiceRequest':
    case 'Task':
      return { ...resource, status: 'entered-in-error' };
    default:
      return resource;
  }
}
