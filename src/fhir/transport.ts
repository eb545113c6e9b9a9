import type { FhirResource, OperationOutcome } from './types.ts';

/** One exchange with the FHIR server. `path` is relative to the base ("Patient/1", "" for a transaction). */
export type FhirRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: FhirResource;
  /**
   * Search parameters of a `POST [type]/_search`: ids stay out of addresses and so out of logs. As text they are a query
   * as it is written, in which one may stand twice.
   */
  readonly search?: Readonly<Record<string, string>> | string;
  readonly ifMatch?: string;
  readonly ifNoneExist?: string;
  /** Asked at the very last, after any wait for a token; throws a TransportError when it may not leave any more. */
  readonly lastCheck?: () => void;
};

/** What the server answered, whatever the status. `resource` is absent when the body was empty. */
export type FhirReply = {
  readonly status: number;
  readonly resource?: FhirResource;
  readonly etag?: string;
  readonly location?: string;
  /** Seconds the server asked us to wait. */
  readonly retryAfter?: number;
};

/**
 * Sends one request with the session's authority. A status is never an exception; an exchange that gave no
 * answer to trust rejects with a `TransportError`. No retries here: the outbox owns that policy.
 */
export type Transport = (request: FhirRequest) => Promise<FhirReply>;

/**
 * - `unreachable`: no answer, or cut off; the server may still have done the work
 * - `unreadable`: an answer that is not FHIR JSON (a captive portal, a truncated body)
 * - `signed-out`: the token is gone and could not be renewed; nothing was sent
 * - `foreign`: the address is outside the FHIR base; nothing was sent
 * - `wrong-patient`: about another patient than the session's. In what we were to send: nothing was sent. In an
 *   answer: none of it is let in, and the screen must say so (the server may still have done the work)
 */
export type TransportFault =
  | 'unreachable'
  | 'unreadable'
  | 'signed-out'
  | 'foreign'
  | 'wrong-patient';

export class TransportError extends Error {
  readonly code: TransportFault;
  constructor(code: TransportFault, cause?: unknown) {
    super(code, { cause });
    this.name = 'TransportError';
    this.code = code;
  }
}

/** The issues of an OperationOutcome as one line, for a person who reports a fault; never shown as markup. */
export function outcomeText(resource: FhirResource | undefined): string {
  if (resource?.resourceType !== 'OperationOutcome') return '';
  return (resource as OperationOutcome).issue
    .map((issue) =>
      [issue.expression?.join(', '), issue.details?.text ?? issue.diagnostics ?? issue.code]
        .filter(Boolean)
        .join(': '),
    )
    .join('; ');
}
