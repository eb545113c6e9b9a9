import type { Observation } from '../../fhir/index.ts';
import type { Value } from '../value/value.ts';

/** FHIR R4 Observation.value[x]; undefined for an attachment or a reference, which have no place there. */
export function observedValue(value: Value): Partial<Observation> | undefined {
  switch (value.type) {
    case 'boolean':
      return { valueBoolean: value.value };
    case 'coding':
      return { valueCodeableConcept: { coding: [value.value] } };
    case 'string':
    case 'text':
    case 'url':
      return { valueString: value.value };
    case 'date':
    case 'dateTime':
      return { valueDateTime: value.value };
    case 'time':
      return { valueTime: value.value };
    case 'integer':
      return { valueInteger: value.value };
    case 'decimal':
      return { valueQuantity: { value: value.value } };
    case 'quantity':
      return { valueQuantity: value.value };
    case 'reference':
    case 'attachment':
      return undefined;
  }
}
