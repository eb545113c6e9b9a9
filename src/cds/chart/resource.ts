import * as z from 'zod';

/** The little we read of each resource. Everything else is dropped at this door. */
const text = z.string().max(2000);
const coding = z.object({ system: z.exactOptional(text), code: z.exactOptional(text) });
const concept = z.object({ coding: z.exactOptional(z.array(coding)) });
const concepts = z.array(concept).optional();
const reference = z.object({ reference: text.optional() });
const date = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/)
  .optional()
  .catch(undefined);
const period = z.object({ start: date, end: date }).optional();

export const patient = z.object({
  resourceType: z.literal('Patient'),
  id: text.optional(),
  active: z.boolean().optional(),
  birthDate: date,
  gender: z.enum(['female', 'male', 'other', 'unknown']).optional().catch(undefined),
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
export type FlagRead = z.infer<typeof flag>;

/** Those of the resources that are of that kind and readable; an unreadable one counts as not there. */
export function readable<T>(schema: z.ZodType<T>, resources: readonly unknown[]): readonly T[] {
  return resources.flatMap((resource) => {
    const parsed = schema.safeParse(resource);
    return parsed.success ? [parsed.data] : [];
  });
}
