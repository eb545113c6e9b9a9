import type { Pack } from './pack.ts';
import type { PackProblem } from './problem.ts';

/** Why the pack must not be used on that calendar day; empty when it may. Both last days are included. */
export function validity(pack: Pack, today: string): readonly PackProblem[] {
  const problems: PackProblem[] = [];
  if (today < pack.validFrom) {
    problems.push({ code: 'not-yet-valid', path: 'validFrom', found: pack.validFrom });
  }
  if (pack.validTo !== undefined && today > pack.validTo) {
    problems.push({ code: 'no-longer-valid', path: 'validTo', found: pack.validTo });
  }
  if (today > pack.reviewBy) {
    problems.push({ code: 'review-overdue', path: 'reviewBy', found: pack.reviewBy });
  }
  return problems;
}
