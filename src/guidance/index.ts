/** Answers → outcome: the result, the next steps in order, and why. */
export { answerKind } from './answer-kind.ts';
export { assess } from './assess.ts';
export { cite } from './cite.ts';
export type { Situation } from './holds.ts';
export { holds } from './holds.ts';
export type {
  Circumstances,
  Citation,
  DueAlert,
  DueStep,
  Outcome,
  Reason,
  SignCount,
} from './outcome.ts';
