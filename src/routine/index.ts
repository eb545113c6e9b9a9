/** The routine pack: what a region decides about asking, as data. */
export type { Audience, DueRule, Trigger } from './audience.ts';
export type { AnswerKind, ChartFact, Condition } from './condition.ts';
export type { Agreement, FollowUp } from './follow-up.ts';
export type { Gate } from './gate.ts';
export type { LocalMoment, OpeningHours } from './opening-hours.ts';
export { openAt } from './opening-hours.ts';
export type { DocumentLine, Pack, ResultRule } from './pack.ts';
export { pack } from './pack.ts';
export type { NotAskedReason, ResultCode, ResultQualifier } from './result.ts';
export { notAskedReason, resultCode, resultQualifier } from './result.ts';
export type { Municipality, Service, ServiceRole } from './service.ts';
export type { Source } from './source.ts';
export type { Alert, Door, Step, Urgency } from './step.ts';
export type { Words } from './words.ts';
export { inLanguage, words } from './words.ts';
