import * as z from 'zod';

/**
 * The little we read of each resource; everything else is dropped at this door. Plain shapes only: zod compiles
 * those, and a chart is read on every call. What a date or a code may be is asked where it is used.
 */
const text = z.string();
const coding = z.object({ system: z.exactOptional(text), code: z.exactOptional(text) });
const concept = z.object({ coding: z.exactOptional(z.array(coding)) });
const concepts = z.array(concept).optional();
const reference = z.object({ reference: text.optional() });
const date = text.optional();
const period = z.object({ start: date, end: date }).optional();

export const patient = z.object({
  resourceType: z.literal('Patient'),
  id: text.optional(),
  active: z.boolean().optional(),
  birthDate: date,
  gender: text.optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: text.optional(),
  link: z.array(z.object({ type: text.optional() })).optional(),
});
export type PatientRead = z.infer<typeof patient>;

export const observation = z.object({
  resourceType: z.literal('Observation'),
  status: text.optional(),
  code: concept,
  subject: reference.optional(),
  encounter: reference.optional(),
  effectiveDateTime: date,
  effectivePeriod: period,
  issued: date,
  valueCodeableConcept: concept.optional(),
  dataAbsentReason: concept.optional(),
});
export type ObservationRead = z.infer<typeof observation>;

export const condition = z.object({
  resourceType: z.literal('Condition'),
  clinicalStatus: concept.optional(),
  verificationStatus: concept.optional(),
  code: concept.optional(),
  subject: reference.optional(),
  onsetDateTime: date,
  onsetPeriod: period,
  abatementDateTime: date,
  recordedDate: date,
});
export type ConditionRead = z.infer<typeof condition>;

export const encounter = z.object({
  resourceType: z.literal('Encounter'),
  id: text.optional(),
  status: text.optional(),
  class: coding.optional(),
  type: concepts,
  serviceType: concept.optional(),
  subject: reference.optional(),
  participant: z.array(z.object({ individual: reference.optional(), period })).optional(),
  period,
  reasonCode: concepts,
});
export type EncounterRead = z.infer<typeof encounter>;

export const appointment = z.object({
  resourceType: z.literal('Appointment'),
  status: text.optional(),
  serviceCategory: concepts,
  serviceType: concepts,
  appointmentType: concept.optional(),
  reasonCode: concepts,
  start: date,
  participant: z.array(z.object({ actor: reference.optional() })).optional(),
});
export type AppointmentRead = z.infer<typeof appointment>;

export const flag = z.object({
  resourceType: z.literal('Flag'),
  status: text.optional(),
  code: concept.optional(),
  subject: reference.optional(),
});

/** The kind a resource says it is; undefined for what is no resource. Asked before any schema, for its price. */
export function typeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('resourceType' in value)) return undefined;
  return typeof value.resourceType === 'string' ? value.resourceType : undefined;
}

/** Those of the resources that are of that kind and readable; an unreadable one counts as not there. */
export function readable<T>(
  schema: z.ZodType<T> & { readonly shape: { readonly resourceType: { readonly value: string } } },
  resources: readonly unknown[],
): readonly T[] {
  const type = schema.shape.resourceType.value;
  const read: T[] = [];
  for (const resource of resources) {
    if (typeOf(resource) !== type) continue;
    const parsed = schema.safeParse(resource);
    if (parsed.success) read.push(parsed.data);
  }
  return read;
}
