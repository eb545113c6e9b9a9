/** What may be wrong with a pack: a code, where, and what was found there. Words for it come last. */
export type PackProblem = {
  readonly code:
    | 'not-an-object'
    | 'duplicate-key'
    | 'licence-differs'
    | 'missing-base'
    | 'cycle'
    | 'shape'
    | 'duplicate-id'
    | 'unknown-source'
    | 'unknown-service'
    | 'unknown-trigger'
    | 'unknown-municipality'
    | 'unknown-audience'
    | 'unknown-layer'
    | 'not-yet-valid'
    | 'no-longer-valid'
    | 'review-overdue';
  /** File, or place in the pack: `steps[2].alerts[0].source`. */
  readonly path: string;
  readonly found?: string;
};
