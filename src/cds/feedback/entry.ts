import * as z from 'zod';
import { noLongerThan, noShorterThan } from '../../fhir/index.ts';

/**
 * What is kept of one piece of feedback: which card, which routine, what became of it, which day. No patient,
 * no user, no hour, and never the free text of a comment. Coverage reads the file line by line.
 */
export const feedbackEntry = z.strictObject({
  card: z.string(),
  routine: z.string(),
  version: z.string(),
  hook: z.string(),
  outcome: z.enum(['accepted', 'overridden']),
  /** Code in the not-asked-reason system; absent when none, or none of ours, was given. */
  reason: z.string().optional(),
  day: z.string(),
});
export type FeedbackEntry = Readonly<z.infer<typeof feedbackEntry>>;

/** Clients send the same feedback again; a store keeps each entry once. */
export type FeedbackStore = {
  add(entries: readonly FeedbackEntry[]): Promise<void>;
};

/** RFC 3339, as CDS Hooks asks. */
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/)
  .refine((text) => !Number.isNaN(Date.parse(text)));

const given = z.object({
  card: z.string().check(noShorterThan(1), noLongerThan(100)),
  outcome: z.enum(['accepted', 'overridden']),
  outcomeTimestamp: instant,
  acceptedSuggestions: z.array(z.object({ id: z.string().check(noLongerThan(200)) })).nullish(),
  overrideReason: z
    .object({
      reason: z
        .object({
          code: z.string().check(noLongerThan(200)),
          system: z.string().check(noLongerThan(500)).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/** CDS Hooks 2.0.1, feedback: one or more; members we do not know are left aside. */
export const feedbackBody = z.object({
  feedback: z.array(given).check(noShorterThan(1), noLongerThan(500)),
});
export type FeedbackGiven = z.infer<typeof given>;
