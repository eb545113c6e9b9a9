import * as z from 'zod/mini';
import { notAskedReason, resultCode, resultQualifier } from './result.ts';
import { day, name, words } from './words.ts';

/** What a learner meets when the case is practised: who it is, and how she answers when asked well or badly. */
const person = z.strictObject({
  name: z.string(),
  age: z.exactOptional(z.number()),
  story: words,
  /** What she says or does when asked kindly, alone and with time. */
  ifKind: z.exactOptional(words),
  /** What she says or does when asked in passing, or with someone listening. */
  ifClumsy: z.exactOptional(words),
});

/**
 * One visit in words and what the routine gives for it: one case is one test, and one exercise.
 * `answers`: linkId → `yes`, `no`, `unknown`, `declined`, an option's code, a date or a name.
 */
export const workedCase = z.strictObject({
  name: z.string(),
  /** Id of the audience; absent is the first of the pack. */
  audience: z.exactOptional(name),
  route: z.exactOptional(z.enum(['routine', 'indication'])),
  today: z.exactOptional(day),
  age: z.exactOptional(z.number()),
  facts: z.exactOptional(
    z.array(z.enum(['pregnant', 'protected-identity', 'interpreter', 'child-patient'])),
  ),
  person: z.exactOptional(person),
  /** `passed`: every condition held. Otherwise the conditions are among the answers. */
  gate: z.enum(['passed', 'not passed']),
  /** The answer to every question of the result that is not named in `answers`. */
  rest: z.enum(['yes', 'no', 'unknown', 'declined', 'not put']),
  answers: z.record(z.string(), z.string()),
  gives: z.strictObject({
    result: resultCode,
    qualifiers: z.exactOptional(z.array(resultQualifier)),
    notAsked: z.exactOptional(notAskedReason),
    concern: z.exactOptional(z.boolean()),
    steps: z.array(z.string()),
    alerts: z.exactOptional(z.array(z.string())),
    /** The count as it is said: `3 av 6, stor fara`. */
    signs: z.exactOptional(z.string()),
  }),
});
export type WorkedCase = Readonly<z.infer<typeof workedCase>>;

/** A file of a routine's `cases/` folder. */
export const caseFile = z.strictObject({
  $schema: z.exactOptional(z.string()),
  licence: z.string(),
  about: z.string(),
  cases: z.array(workedCase),
});
export type CaseFile = Readonly<z.infer<typeof caseFile>>;
