import * as z from 'zod/mini';
import { openingHours } from './opening-hours.ts';
import { day, name, words } from './words.ts';

export const serviceRole = z.enum([
  'emergency',
  'health-care',
  'support',
  'social-services',
  'child-protection',
  'police',
  'professionals',
  'uses-violence',
]);
export type ServiceRole = z.infer<typeof serviceRole>;

/**
 * Somewhere to turn. Without `phone` it is a slot that the region fills in: a nurse never meets it, and
 * `check` lists it. `verifiedOn` is the day of the evidence for the number, never the day it was typed in.
 */
export const service = z.strictObject({
  id: name,
  /** The general service this is the local branch of; an answer and the record name the general one. */
  localOf: z.exactOptional(name),
  roles: z.array(serviceRole),
  name: words,
  /** Who it is for, in words ("kvinnor, närstående och personal"). */
  audience: words,
  /** Municipality codes; absent means everywhere the pack is used. */
  municipalities: z.exactOptional(z.array(z.string())),
  phone: z.exactOptional(z.string()),
  hours: z.exactOptional(openingHours),
  note: z.exactOptional(words),
  verifiedOn: z.exactOptional(day),
  source: z.exactOptional(name),
  /** True when a consented referral can be sent there as FHIR. */
  takesReferral: z.exactOptional(z.boolean()),
});
export type Service = Readonly<z.infer<typeof service>>;

export const municipality = z.strictObject({ code: z.string(), name: z.string() });
export type Municipality = Readonly<z.infer<typeof municipality>>;
