import type { Bundle, FhirResource, Resource } from './types.ts';

/** A resource inside another, which the typings know only as some resource. */
export function asResource(resource: Resource | undefined): FhirResource | undefined {
  return resource as FhirResource | undefined;
}

/** The resources of a Bundle in order; entries without one are passed over. */
export function resourcesIn(bundle: Bundle): readonly FhirResource[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => asResource(resource) ?? []);
}
