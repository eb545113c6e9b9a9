/** What may be wrong with a questionnaire: found when it is parsed, or by the lint. */
export type FormProblemCode =
  | 'not-a-questionnaire'
  | 'too-deep'
  | 'too-large'
  | 'missing-element'
  | 'wrong-shape'
  | 'duplicate-link-id'
  | 'unknown-link-id'
  | 'unknown-item-type'
  | 'unknown-operator'
  | 'enable-behavior-missing'
  | 'cycle'
  | 'bad-expression'
  | 'unsupported-expression'
  | 'unknown-variable'
  | 'value-set-unavailable'
  // While a questionnaire is assembled of others.
  | 'sub-questionnaire-missing'
  | 'other-language'
  | 'duplicate-name'
  | 'unsupported-element'
  | 'unsupported-extension'
  | 'unsupported-modifier'
  // Found by the lint: the form works, but its author should look.
  | 'invariant'
  | 'missing-decline'
  | 'missing-translation'
  | 'missing-licence'
  | 'missing-source'
  | 'late-condition'
  | 'unreachable'
  | 'contradiction';

/** What may be wrong with answers, while they are given or when a response is read. */
export type AnswerProblemCode =
  | 'required'
  | 'too-many'
  | 'too-few'
  | 'too-low'
  | 'too-high'
  | 'too-long'
  | 'too-short'
  | 'too-many-decimals'
  | 'pattern'
  | 'malformed'
  | 'not-an-option'
  | 'exclusive'
  | 'not-a-response'
  | 'other-questionnaire'
  | 'other-version'
  | 'unknown-item'
  | 'misplaced-item'
  | 'wrong-type'
  | 'not-enabled'
  | 'constraint'
  | 'expression-failed'
  | 'chart-unavailable'
  | 'wrong-unit'
  | 'wrong-reference'
  | 'wrong-media'
  | 'too-big'
  | 'bad-structure'
  | 'wrong-status'
  | 'wrong-text'
  | 'wrong-order';

export type ProblemCode = FormProblemCode | AnswerProblemCode;

/** `path` is a FHIRPath-like place in the resource: `Questionnaire.item[2].enableWhen[0]`. */
export type Problem = {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  readonly linkId?: string;
  readonly path?: string;
  /** What it is about, when the place does not say: a variable, an expression, a constraint's key. */
  readonly detail?: string;
};

/** Nothing can be read, for one reason. */
export function refusal(code: ProblemCode, path = '') {
  return { ok: false, problems: [{ code, severity: 'error', path }] } as const;
}

export type FormErrorCode =
  | 'unknown-link-id'
  | 'wrong-type'
  | 'not-an-option'
  | 'not-repeating'
  | 'no-such-place';

/** The caller broke an invariant: an event that this form can never take. Users cannot cause it. */
export class FormError extends Error {
  readonly code: FormErrorCode;
  readonly linkId: string;
  constructor(code: FormErrorCode, linkId: string) {
    super(`${code}: ${linkId}`);
    this.name = 'FormError';
    this.code = code;
    this.linkId = linkId;
  }
}
