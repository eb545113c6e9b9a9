import type { validateResource, WithId } from '@medplum/core';
import type { FhirResource } from '../../fhir/index.ts';

/** The library's own name for a resource: the same JSON as `FhirResource`, typed by another package. */
export type Resource = Parameters<typeof validateResource>[0];
export type Stored = WithId<Resource>;

/** Both types describe FHIR R4 JSON; here and nowhere else one is taken for the other. */
export function fromStore(resource: Resource): FhirResource {
  return resource as unknown as FhirResource;
}

export function toStore(resource: FhirResource): Resource {
  return resource as unknown as Resource;
}

/** Any JSON object with a `resourceType`; the rest is for the validator to judge. */
export function isResource(value: unknown): value is Resource {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
