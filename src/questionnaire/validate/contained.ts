import { typeOfReference } from '../check/value-check.ts';
import { field, type Json, objectsField, stringField } from '../json.ts';

/** Types of the contained resources by their `#id`. */
export type Contained = ReadonlyMap<string, string>;

export function containedIn(response: Json): Contained {
  const found = objectsField(response, 'contained').flatMap((each) => {
    const id = stringField(each, 'id');
    return id === undefined ? [] : [[`#${id}`, stringField(each, 'resourceType') ?? ''] as const];
  });
  return new Map(found);
}

/** The type of what a reference's address leads to, as far as it tells. */
export function typeAddressed(contained: Contained, reference: Json): string | undefined {
  const address = stringField(reference, 'reference');
  return contained.get(address ?? '') ?? typeOfReference(address);
}

/** The same, or else what the reference says of itself. */
export function typeReferred(contained: Contained, reference: Json): string | undefined {
  const said = field(reference, 'type');
  return typeAddressed(contained, reference) ?? (typeof said === 'string' ? said : undefined);
}
