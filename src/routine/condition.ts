import * as z from 'zod/mini';
import { resultCode } from './result.ts';
import { name } from './words.ts';

/**
 * How one question came out, whatever codes its options carry: `missing` is not yet, or never, answered.
 * `other` is an answer outside yes/no (a date, a name, a choice).
 */
const answerKind = z.enum(['yes', 'no', 'unknown', 'declined', 'other', 'missing']);
export type AnswerKind = z.infer<typeof answerKind>;

/** What is known of the chart when the routine is assessed. Absent means not known, and never counts as no. */
const chartFact = z.enum(['pregnant', 'protected-identity', 'interpreter', 'child-patient']);
export type ChartFact = z.infer<typeof chartFact>;

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly atLeast: number; readonly of: readonly Condition[] }
  | { readonly question: string; readonly in: readonly AnswerKind[] }
  | { readonly question: string; readonly code: readonly string[] }
  | { readonly result: readonly z.infer<typeof resultCode>[] }
  | { readonly route: 'routine' | 'indication' }
  | { readonly audience: readonly string[] }
  | { readonly chart: ChartFact }
  | { readonly age: { readonly from?: number; readonly to?: number } };

/**
 * A rule as data: no code, no free expression, and no negation, so that more disclosure can never take
 * something away. `question` is a linkId of the routine's questionnaire; `code` is an option's own code;
 * `audience` lists ids of audiences, one of which the occasion is of.
 */
export const condition: z.ZodMiniType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition) }),
    z.strictObject({ any: z.array(condition) }),
    z.strictObject({ atLeast: z.number().check(z.int(), z.minimum(1)), of: z.array(condition) }),
    z.strictObject({ question: z.string(), in: z.array(answerKind) }),
    z.strictObject({ question: z.string(), code: z.array(z.string()) }),
    z.strictObject({ result: z.array(resultCode) }),
    z.strictObject({ route: z.enum(['routine', 'indication']) }),
    z.strictObject({ audience: z.array(name) }),
    z.strictObject({ chart: chartFact }),
    z.strictObject({
      age: z.strictObject({ from: z.exactOptional(z.number()), to: z.exactOptional(z.number()) }),
    }),
  ]),
) as z.ZodMiniType<Condition>;

/** A rule has a name, so that a reason can be given for what it led to. */
export const ruleName = name;
