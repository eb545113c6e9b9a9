export type RecordErrorCode =
  /** `permission` said no and somebody built a record anyway. */
  | 'not-permitted'
  /** A parent's answers never go into the child's chart. */
  | 'guardian-asked'
  /** The questionnaire carries no code of its own, so its Observation cannot be named. */
  | 'questionnaire-without-code'
  /** A follow-up choice that the pack does not have. */
  | 'unknown-choice';

/** The caller broke an invariant; people using the program cannot cause it. */
export class RecordError extends Error {
  readonly code: RecordErrorCode;
  constructor(code: RecordErrorCode) {
    super(code);
    this.name = 'RecordError';
    this.code = code;
  }
}
