import type { Example } from './example.ts';

/** The eight properties that every routine must have in every reachable case (docs/routines.md). */
export type Property = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What was found. Words for it come last (src/cli). */
export type FindingCode =
  // 1: a yes never lowers
  | 'yes-lowers-result'
  | 'yes-removes-step'
  | 'yes-less-urgent'
  | 'yes-removes-duty'
  | 'indication-lowers'
  | 'unanswered-lowers'
  | 'concern-changes-result'
  // 2: every positive ends well
  | 'positive-without-body'
  | 'positive-without-safety'
  | 'positive-without-support'
  | 'positive-without-children'
  | 'positive-without-note'
  | 'positive-without-follow-up'
  | 'support-closed'
  | 'door-leads-nowhere'
  // 3: children
  | 'child-not-reported'
  | 'harmed-child-not-reported'
  | 'child-suspicion-forgotten'
  | 'relatives-not-warned-of'
  | 'guardian-in-childs-record'
  | 'guardian-in-document'
  | 'child-beyond-own-record'
  // 4: danger, the same day
  | 'neck-not-assessed'
  | 'weapon-not-answered'
  | 'killing-not-answered'
  | 'pregnancy-not-assessed'
  | 'topic-not-asked'
  | 'danger-not-asked'
  // 3 to 5: what a step says that it sees to
  | 'ensures-not-done'
  // 5: declining and not asking
  | 'negative-without-no'
  | 'negative-past-gate'
  | 'negative-beside-yes'
  | 'not-asked-without-occasion'
  | 'indication-without-person'
  | 'calm-is-urgent'
  | 'never-asked-again'
  // 6: the way through
  | 'question-before-gate'
  | 'word-before-gate'
  | 'question-past-gate'
  | 'no-result'
  | 'dead-end'
  | 'step-without-question'
  | 'unreachable-rule'
  | 'contradiction'
  | 'count-without-alert'
  | 'expression-not-followed'
  // 7: reasons, sources, words
  | 'source-not-in-force'
  | 'source-overlap'
  | 'source-gap'
  | 'missing-language'
  | 'unknown-language'
  | 'approved-too-early'
  | 'placeholder-differs'
  | 'unknown-placeholder'
  | 'hard-to-read'
  | 'unknown-licence'
  | 'paragraph-in-text'
  | 'number-in-text'
  // 8: worked cases
  | 'case-differs'
  | 'case-unreadable'
  | 'rule-without-case'
  // references into the questionnaire
  | 'unknown-questionnaire'
  | 'unknown-question'
  | 'unknown-option'
  | 'reasons-differ'
  // what the region has left to do
  | 'to-fill-in'
  | 'old-number'
  | 'not-signed'
  | 'not-valid';

export type Finding = {
  readonly code: FindingCode;
  /** A fault is refused. A notice is work that is left, and is only listed. */
  readonly weight: 'fault' | 'notice';
  readonly property?: Property;
  /** Id of the audience whose routine it was found in; absent when it is so for every one. */
  readonly audience?: string;
  /** The thing: `steps.body`, `results.negative`, `note[3]`. */
  readonly path: string;
  readonly found?: string;
  readonly example?: Example;
};
