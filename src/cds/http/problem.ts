import type { OperationOutcome } from '../../fhir/index.ts';
import type { HttpReply } from './exchange.ts';

/** FHIR R4 issue-type codes we answer with. */
type IssueCode = OperationOutcome['issue'][number]['code'];

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export const jsonText = (text: string, status = 200): HttpReply => ({
  status,
  headers: json,
  text,
});

export const jsonAnswer = (body: unknown, status = 200): HttpReply =>
  jsonText(JSON.stringify(body), status);

/** CDS Hooks 3.0 asks for an OperationOutcome in an error's body; 2.0.1 allows it. `at` are places in the request. */
export function problemAnswer(
  status: 400 | 404 | 405 | 412 | 413 | 415 | 500,
  code: IssueCode,
  at: readonly string[] = [],
): HttpReply {
  const issue = { severity: 'error' as const, code };
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: at.length > 0 ? at.map((place) => ({ ...issue, expression: [place] })) : [issue],
  };
  return jsonAnswer(outcome, status);
}

/** The same for every token that is refused: no reason, no body. RFC 9110 wants the challenge. */
export const notTrusted: HttpReply = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer', 'cache-control': 'no-store' },
};

export const comeBack: HttpReply = {
  status: 503,
  headers: { 'retry-after': '1', 'cache-control': 'no-store' },
};
