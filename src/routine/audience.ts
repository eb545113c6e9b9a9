import * as z from 'zod/mini';
import { day, name, words } from './words.ts';

const coding = z.strictObject({
  system: z.string(),
  code: z.string(),
  display: z.exactOptional(z.string()),
});

/** What in the chart gives a reason to ask outside the interval. Codes only where the source verified them. */
export const trigger = z.strictObject({
  id: name,
  kind: z.enum(['pregnancy', 'injury', 'sign', 'missed-dental-visits']),
  title: words,
  codes: z.exactOptional(z.array(coding)),
  /** For counted events: how many, within how many months. */
  atLeast: z.exactOptional(z.number().check(z.int(), z.minimum(1))),
  withinMonths: z.exactOptional(z.number().check(z.int(), z.minimum(1))),
  source: name,
});
export type Trigger = Readonly<z.infer<typeof trigger>>;

/**
 * When somebody is due. `intervalMonths` counts calendar months from the last occasion whose result is in
 * `completedBy`; a not-asked occasion never counts, so it is due again at the next visit.
 */
const dueRule = z.strictObject({
  route: z.enum(['routine', 'indication']),
  intervalMonths: z.exactOptional(z.number().check(z.int(), z.minimum(1))),
  oncePer: z.exactOptional(z.enum(['pregnancy', 'episode'])),
  completedBy: z.array(z.enum(['positive', 'negative', 'declined'])),
  triggers: z.exactOptional(z.array(name)),
  source: name,
});
export type DueRule = Readonly<z.infer<typeof dueRule>>;

/** A group of patients that one unit's routine speaks of, and who is asked about whom. */
export const audience = z.strictObject({
  id: name,
  title: words,
  setting: z.enum([
    'primary-care',
    'emergency',
    'maternity',
    'psychiatry',
    'child-health',
    'adult-dental',
    'child-dental',
  ]),
  ageFrom: z.exactOptional(z.number()),
  ageTo: z.exactOptional(z.number()),
  sex: z.exactOptional(z.array(z.enum(['female', 'male', 'other', 'unknown']))),
  personAsked: z.enum(['patient', 'guardian']),
  /** Canonical of the Questionnaire that is put. */
  questionnaire: z.string(),
  /** linkIds put first; the rest follow after a yes or an unclear answer. Absent: all at once. */
  startsWith: z.exactOptional(z.array(z.string())),
  /** In place of `questions.result` and `questions.after` of the pack, for a questionnaire of its own. */
  questions: z.exactOptional(
    z.strictObject({ result: z.array(z.string()), after: z.exactOptional(z.array(z.string())) }),
  ),
  /**
   * Where the answers go: the open chart, the own chart of the person asked, or nowhere. Absent: `chart` when
   * the patient is asked, `nothing` when a guardian is. A guardian's answers never go to the open chart.
   */
  records: z.exactOptional(z.enum(['chart', 'own-chart', 'nothing'])),
  due: z.array(dueRule),
  /** Names of the pack's layers that are laid over it for this audience, in this order. */
  layers: z.exactOptional(z.array(name)),
  validFrom: z.exactOptional(day),
  validTo: z.exactOptional(day),
});
export type Audience = Readonly<z.infer<typeof audience>>;
