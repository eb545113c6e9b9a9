import type { FhirResource } from '../../fhir/index.ts';

/** Whether a search by identifier or tag would find it. */
export function answersTo(resource: FhirResource, name: string, value: string): boolean {
  const tokens =
    name === '_tag'
      ? (resource.meta?.tag ?? []).map((tag) => `${tag.system}|${tag.code}`)
      : 'identifier' in resource
        ? [resource.identifier].flat().map((each) => {
            return each && 'value' in each ? `${each.system}|${each.value}` : '';
          })
        : [];
  return value.split(',').some((each) => tokens.includes(each));
}
