import * as z from 'zod/mini';
import { name, words } from './words.ts';

/** The items where the clinician writes what was agreed; linkIds of the questionnaire. */
export const agreement = z.strictObject({
  /** Choice: id of the service the patient chose, as option code. */
  service: z.string(),
  consent: z.string(),
  /** Choice yes/no/unknown: may the service contact the patient? A no or unknown is unsafe. */
  safeToContact: z.string(),
  channel: z.string(),
  person: z.string(),
  date: z.string(),
});
export type Agreement = Readonly<z.infer<typeof agreement>>;

const choice = z.strictObject({ code: name, text: words });

/** The short form for an open referral. The outcome chosen decides the Task's status. */
export const followUp = z.strictObject({
  contact: z.strictObject({ text: words, options: z.array(choice) }),
  support: z.strictObject({ text: words, options: z.array(choice) }),
  outcome: z.strictObject({
    text: words,
    options: z.array(
      z.strictObject({
        code: name,
        text: words,
        /** FHIR Task.status; one that needs a reason carries the option's text as statusReason. */
        status: z.enum(['in-progress', 'on-hold', 'completed', 'cancelled', 'failed', 'rejected']),
      }),
    ),
  }),
});
export type FollowUp = Readonly<z.infer<typeof followUp>>;
