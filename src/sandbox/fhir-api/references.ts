import { parseReference } from '../../fhir/index.ts';
import { refuse } from './refusal.ts';
import { isObject, type Resource } from './resource.ts';

type Found = { readonly reference: string; readonly path: string };

/** Every literal reference in a resource, with the path of the element that holds it. */
function referencesIn(value: unknown, path: string): readonly Found[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => referencesIn(each, `${path}[${index}]`));
  }
  if (!isObject(value)) return [];
  const own = value['reference'];
  const here = typeof own === 'string' ? [{ reference: own, path: `${path}.reference` }] : [];
  const below = Object.entries(value).flatMap(([key, each]) =>
    referencesIn(each, `${path}.${key}`),
  );
  return [...here, ...below];
}

/** Refuses a resource that points at something this server does not have. */
export function checkReferences(
  resource: Resource,
  exists: (type: string, id: string) => boolean,
): void {
  for (const { reference, path } of referencesIn(resource, resource.resourceType)) {
    if (/^(https?:\/\/|#)/.test(reference)) continue;
    const target = parseReference(reference.replace(/\/_history\/[^/]+$/, ''));
    if (!target || !exists(target.type, target.id)) {
      throw refuse(422, 'not-found', `Nothing here is called ${reference}`, path);
    }
  }
}
