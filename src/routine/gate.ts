import * as z from 'zod/mini';
import { notAskedReason } from './result.ts';
import { words } from './words.ts';

/** What must hold before a question is put. Each condition is a boolean item in the questionnaire's gate group. */
export const gate = z.strictObject({
  conditions: z.array(z.strictObject({ item: z.string(), text: words })),
  /** Words for getting alone, said aloud. */
  say: words,
  /** Shown under the conditions: that not asking today is right too. */
  otherwise: words,
  /** linkIds of the items that hold why nobody asked and what was planned instead. */
  items: z.strictObject({
    reason: z.string(),
    nextDate: z.string(),
    nextPerson: z.string(),
  }),
  reasons: z.array(
    z.strictObject({
      code: notAskedReason,
      text: words,
      /** What helps next time; shown when the reason is chosen. */
      nextTime: z.exactOptional(words),
    }),
  ),
});
export type Gate = Readonly<z.infer<typeof gate>>;
