/** Why a ViewDefinition cannot be compiled. `where` is the expression or the element at fault. */
export type ViewProblem =
  | 'not-a-view'
  | 'syntax'
  | 'unknown-element'
  | 'unknown-constant'
  | 'unsupported'
  | 'wrong-type'
  | 'column-mismatch';

export class ViewError extends Error {
  readonly code: ViewProblem;
  readonly where: string;
  constructor(code: ViewProblem, where: string) {
    super(`${code}: ${where}`);
    this.name = 'ViewError';
    this.code = code;
    this.where = where;
  }
}
