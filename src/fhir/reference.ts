import type { FhirResource } from './types.ts';

const pattern = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/;

/** `{ type, id }` of a relative literal reference ("Patient/1"); undefined for any other form. */
export function parseReference(
  reference: string | undefined,
): { readonly type: string; readonly id: string } | undefined {
  const [, type, id] = pattern.exec(reference ?? '') ?? [];
  return type !== undefined && id !== undefined ? { type, id } : undefined;
}

/** FHIR R4 `id`: letters, digits, `-` and `.`, 1 to 64 characters. */
export function isId(text: string): boolean {
  return /^[A-Za-z0-9.-]{1,64}$/.test(text);
}

/** Every reference in a resource, in the order they stand. */
export function referencesIn(resource: FhirResource): readonly string[] {
  return [...JSON.stringify(resource).matchAll(/"reference":"([^"]+)"/g)].map(
    ([, reference = '']) => reference,
  );
}

/** The same resource with references put in place of others: the addresses inside a Bundle by real ones. */
export function withReferences<T extends FhirResource>(
  resource: T,
  places: ReadonlyMap<string, string>,
): T {
  const text = JSON.stringify(resource).replace(
    /"reference":"([^"]+)"/g,
    (whole, reference: string) => {
      const place = places.get(reference);
      return place === undefined ? whole : `"reference":${JSON.stringify(place)}`;
    },
  );
  return JSON.parse(text) as T;
}
