/** Answers → outcome: the result, the next steps in order, and why. */
export { answerKind, kindOf } from './answer-kind.ts';
export { assess } from './assess.ts';
export { neededBeforeEnd } from './before-end.ts';
export type { Checked, Space, ToCheck } from './check/check-routine.ts';
export { checkRoutine } from './check/check-routine.ts';
export type { Example, Said } from './check/example.ts';
export type { Finding, FindingCode, Property } from './check/finding.ts';
export type { CaseRun } from './check/worked-case.ts';
export { runCase, valueSaid, wordsOfCase } from './check/worked-case.ts';
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
