import type { FhirResource } from '../fhir/index.ts';

/** The resource as something that should never have been written. What has no status (Provenance) stays as it is. */
export const voided = (resource: FhirResource): FhirResource =>
  'status' in resource ? ({ ...resource, status: 'entered-in-error' } as FhirResource) : resource;
