import * as z from 'zod/mini';
import { condition, ruleName } from './condition.ts';
import { serviceRole } from './service.ts';
import { name, words } from './words.ts';

/** How soon: `now` before anything else in the room, `today` before the patient leaves, `planned` a later day. */
const urgency = z.enum(['now', 'today', 'planned']);
export type Urgency = z.infer<typeof urgency>;

/**
 * What a step or an alert sees to, where its words alone can tell. `check` proves that it is there in every
 * case that calls for it.
 */
const duty = z.enum([
  'report-child',
  'nobody-informed-first',
  'parent-told-first',
  'medical-assessment',
  'protection',
  'planned-occasion',
]);
export type Duty = z.infer<typeof duty>;

/** Something that a rule adds to a step once an answer calls for it ("medical assessment the same day"). */
const alert = z.strictObject({
  id: ruleName,
  when: condition,
  urgency,
  text: words,
  why: words,
  source: name,
  ensures: z.exactOptional(z.array(duty)),
});
export type Alert = Readonly<z.infer<typeof alert>>;

/**
 * One thing to do after the questions, in the order of the pack. `rules` say when it is shown: any one is
 * enough, and each gives its own reason. A step has always a reason and a source.
 */
export const step = z.strictObject({
  id: name,
  title: words,
  rules: z.array(z.strictObject({ id: ruleName, when: condition, why: words, source: name })),
  urgency,
  /** Said aloud, in this order. */
  say: z.exactOptional(z.array(words)),
  /** What to do, one line each. */
  tasks: z.exactOptional(z.array(words)),
  /** linkIds of the questionnaire that belong to this step, shown in this order. */
  items: z.exactOptional(z.array(z.string())),
  alerts: z.exactOptional(z.array(alert)),
  /** Counted signs: how many yes among these linkIds, shown with its source, never as low. */
  count: z.exactOptional(
    z.strictObject({
      of: z.array(z.string()),
      /** Signs that an earlier question may have answered already: a yes to any of those is a yes. */
      orAnsweredBy: z.exactOptional(z.record(z.string(), z.array(z.string()))),
      highFrom: z.number(),
      beside: z.exactOptional(z.string()),
      source: name,
    }),
  ),
  ensures: z.exactOptional(z.array(duty)),
  /** Which services are listed in the step. */
  services: z.exactOptional(z.array(serviceRole)),
  /** Which of the app's own forms the step opens. */
  form: z.exactOptional(z.enum(['referral', 'follow-up'])),
});
export type Step = Readonly<z.infer<typeof step>>;

/** A door that is always open, from every screen, with no question needed. */
export const door = z.strictObject({
  title: words,
  tasks: z.array(words),
  say: z.exactOptional(z.array(words)),
  services: z.array(serviceRole),
  sources: z.array(name),
});
export type Door = Readonly<z.infer<typeof door>>;
