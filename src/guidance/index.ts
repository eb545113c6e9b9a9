/** Answers → outcome: the result, the next steps in order, and why. */
export { answerKind } from './answer-kind.ts';
export { assess } from './assess.ts';
export { cite, UnknownSource } from './cite.ts';
export type { Situation, Witness } from './holds.ts';
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
