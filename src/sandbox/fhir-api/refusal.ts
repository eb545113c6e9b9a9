import { getStatus, OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome } from '../../fhir/index.ts';

type IssueCode = OperationOutcome['issue'][number]['code'];

/** A request the FHIR API turns down: the HTTP status and the OperationOutcome that says why. */
export class Refusal extends Error {
  readonly status: number;
  readonly outcome: OperationOutcome;
  constructor(status: number, outcome: OperationOutcome) {
    super(outcome.issue[0]?.details?.text ?? 'refused');
    this.name = 'Refusal';
    this.status = status;
    this.outcome = outcome;
  }
}

export function refuse(
  status: number,
  code: IssueCode,
  text: string,
  expression?: string,
): Refusal {
  return new Refusal(status, outcomeOf(code, text, expression));
}

function outcomeOf(code: IssueCode, text: string, expression?: string): OperationOutcome {
  const where = expression === undefined ? {} : { expression: [expression] };
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, details: { text }, ...where }],
  };
}

/** What the library threw, as a refusal. Anything unknown is a 500 without its inner words. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof OperationOutcomeError) {
    return new Refusal(getStatus(error.outcome), error.outcome as unknown as OperationOutcome);
  }
  return refuse(500, 'exception', 'Unexpected fault in the server');
}

/** The same refusal, its elements named from the Bundle they came in. */
export function insideBundle(refusal: Refusal, index: number, resourceType?: string): Refusal {
  const entry = `Bundle.entry[${index}]`;
  const inside = (expression: string): string =>
    resourceType !== undefined && expression.startsWith(resourceType)
      ? `${entry}.resource.ofType(${resourceType})${expression.slice(resourceType.length)}`
      : `${entry}.${expression}`;
  const issue = refusal.outcome.issue.map((each) => ({
    ...each,
    expression: each.expression?.map(inside) ?? [entry],
  }));
  return new Refusal(refusal.status, { ...refusal.outcome, issue });
}
