/** Why a routine cannot be measured: two audiences claim the same visit, or no audience is of the patient's own. */
export type MeasureProblem = 'audiences-overlap' | 'no-audience' | 'bad-period';

export class MeasureError extends Error {
  readonly code: MeasureProblem;
  readonly where: string;
  constructor(code: MeasureProblem, where: string) {
    super(`${code}: ${where}`);
    this.name = 'MeasureError';
    this.code = code;
    this.where = where;
  }
}
