/** Answers → outcome: the result, the next steps in order, and why. */
export type {
  Circumstances,
  Citation,
  DueAlert,
  DueStep,
  Outcome,
  Reason,
  SignCount,
} from './outcome.ts';
