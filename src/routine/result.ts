import * as z from 'zod/mini';

/** The four disjoint results of an occasion. Frozen: CDS and coverage read them from stored records. */
export const resultCode = z.enum(['positive', 'negative', 'declined', 'not-asked']);
export type ResultCode = z.infer<typeof resultCode>;

/**
 * - `earlier`: violence before the past year only
 * - `within-reach`: that person can, or may, reach the patient today
 * - `partly`: some questions were declined or not known, others answered
 * - `interrupted`: some questions were never put
 */
export const resultQualifier = z.enum(['earlier', 'within-reach', 'partly', 'interrupted']);
export type ResultQualifier = z.infer<typeof resultQualifier>;

/** Why nobody asked. Frozen codes; a pack chooses which it offers and words them. */
export const notAskedReason = z.enum([
  'not-alone',
  'no-private-room',
  'no-interpreter',
  'too-ill',
  'no-time',
  'no-trained-staff',
  'confidentiality-not-assured',
  'remote-not-safe',
  'suspected-person-on-staff',
  'referred',
  'already-asked',
  'known-ongoing',
  'interrupted',
  'other',
]);
export type NotAskedReason = z.infer<typeof notAskedReason>;
