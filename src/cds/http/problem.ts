import type { OperationOutcome } from '../../fhir/index.ts';

/** FHIR R4 issue-type codes we answer with. */
type IssueCode = OperationOutcome['issue'][number]['code'];

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

export const jsonText = (text: string): Response =>
  new Response(text, { status: 200, headers: json });

export const jsonAnswer = (body: unknown): Response => jsonText(JSON.stringify(body));

/** CDS Hooks 3.0 asks for an OperationOutcome in an error's body; 2.0.1 allows it. `at` are places in the request. */
export function problemAnswer(
  status: 400 | 404 | 405 | 412 | 413 | 415 | 500,
  code: IssueCode,
  at: readonly string[] = [],
): Response {
  const issue = { severity: 'error' as const, code };
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: at.length > 0 ? at.map((place) => ({ ...issue, expression: [place] })) : [issue],
  };
  return new Response(JSON.stringify(outcome), { status, headers: json });
}

/** The same for every token that is refused: no reason, no body. RFC 9110 wants the challenge. */
export const notTrusted = (): Response =>
  new Response(null, {
    status: 401,
    headers: { 'www-authenticate': 'Bearer', 'cache-control': 'no-store' },
  });

export const comeBack = (): Response =>
  new Response(null, { status: 503, headers: { 'retry-after': '1', 'cache-control': 'no-store' } });
