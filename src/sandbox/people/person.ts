import * as z from 'zod';

/** What makes a visit special, and what the patient list can be filtered by. */
export const situations = [
  'protected-identity',
  'interpreter',
  'pregnancy',
  'injury',
  'dental',
  'two-guardians',
  'home-care',
  'missed-visits',
] as const;
export type Situation = (typeof situations)[number];

const units = [
  'vardcentralen',
  'akutmottagningen',
  'barnmorskemottagningen',
  'folktandvarden',
  'hemsjukvarden',
] as const;
export type Unit = (typeof units)[number];

export const personSchema = z.strictObject({
  id: z.string(),
  given: z.string(),
  family: z.string(),
  gender: z.enum(['female', 'male']),
  age: z.number().int().min(0).max(110),
  /** Left out for a person whose identity is protected: the chart says nothing of where they live. */
  municipality: z.string().optional(),
  unit: z.enum(units),
  reason: z.string(),
  situations: z.array(z.enum(situations)).readonly(),
  /** BCP 47; the interpreter's language. */
  language: z.string().optional(),
  /** The name of someone whom the patient lets read the chart in the portal. */
  proxy: z.string().optional(),
});
export type Person = z.infer<typeof personSchema>;
