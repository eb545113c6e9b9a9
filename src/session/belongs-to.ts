import * as z from 'zod/mini';
import type { FhirResource } from '../fhir/index.ts';

const reference = z.optional(z.looseObject({ reference: z.optional(z.string()) }));
/** The elements by which a resource says whose it is (Task says `for`). */
const owned = z.looseObject({
  resourceType: z.string(),
  id: z.optional(z.string()),
  subject: reference,
  patient: reference,
  for: reference,
});
const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z.optional(z.array(z.looseObject({ resource: z.optional(z.unknown()) }))),
});

/**
 * False when the resource, or any in the Bundle, is about another patient than this one, or does not say so in
 * a way FHIR knows. What names no patient (a practitioner, an OperationOutcome, a logical reference) passes.
 */
export function belongsTo(
  patientId: string,
  fhirBase: string,
  resource: FhirResource | undefined,
): boolean {
  return resource === undefined || isMine(resource, patientId, `${fhirBase.replace(/\/$/, '')}/`);
}

function isMine(resource: unknown, patientId: string, root: string): boolean {
  const many = bundle.safeParse(resource);
  if (many.success) {
    return (many.data.entry ?? []).every(
      (entry) => entry.resource === undefined || isMine(entry.resource, patientId, root),
    );
  }
  const one = owned.safeParse(resource);
  if (!one.success) return false;
  const { resourceType, id, subject, patient, for: whom } = one.data;
  if (resourceType === 'Patient') return id === undefined || id === patientId;
  return ![subject, patient, whom].some((each) => isOther(each?.reference, patientId, root));
}

function isOther(text: string | undefined, patientId: string, root: string): boolean {
  if (text === undefined) return false;
  const relative = text.startsWith(root) ? text.slice(root.length) : text;
  if (!/(?:^|\/)Patient\//.test(relative)) return false;
  return relative.replace(/\/_history\/[^/]+$/, '') !== `Patient/${patientId}`;
}
