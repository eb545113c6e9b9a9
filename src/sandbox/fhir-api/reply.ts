import type { FhirResource, OperationOutcome } from '../../fhir/index.ts';
import type { Refusal } from './refusal.ts';
import { isObject, type Resource, type Stored } from './resource.ts';
import { etagOf } from './version.ts';

const alwaysSent = {
  'content-type': 'application/fhir+json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

export function answer(
  status: number,
  body: Resource | FhirResource | { readonly resourceType: string } | undefined,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const text = body === undefined ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { ...alwaysSent, ...headers } });
}

export function answerRefusal({ status, outcome }: Refusal): Response {
  const challenge = status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {};
  return answer(status, outcome, challenge);
}

/** A stored resource with its version in the headers (https://hl7.org/fhir/R4/http.html#versioning). */
export function answerStored(
  status: number,
  stored: Stored,
  base: string,
  prefer: string | undefined,
): Response {
  const headers = {
    etag: etagOf(stored.meta?.versionId),
    'last-modified': new Date(stored.meta?.lastUpdated ?? 0).toUTCString(),
    ...(status === 201 ? { location: `${base}/${locationOf(stored)}` } : {}),
  };
  if (prefer?.includes('return=minimal')) return answer(status, undefined, headers);
  return answer(status, stored, headers);
}

function locationOf({ resourceType, id, meta }: Stored): string {
  return `${resourceType}/${id}/_history/${meta?.versionId ?? '1'}`;
}

const statusWords: Readonly<Record<string, string>> = {
  '200': '200 OK',
  '201': '201 Created',
  '204': '204 No Content',
};

export type EntryDone = {
  readonly status: string;
  readonly resource?: Stored;
  readonly outcome?: OperationOutcome;
};

/** The answer to a batch or transaction: an entry for each of the request's, in the same order. */
export function responseBundle(
  type: 'transaction-response' | 'batch-response',
  entries: readonly EntryDone[],
  withResources: boolean,
) {
  const entry = entries.map(({ status, resource, outcome }) => ({
    response: {
      status: statusWords[status] ?? status,
      ...(resource ? versioned(resource) : {}),
      ...(outcome ? { outcome } : {}),
    },
    ...(resource && withResources ? { resource } : {}),
  }));
  return { resourceType: 'Bundle', type, entry } as const;
}

function versioned(stored: Stored) {
  return {
    location: locationOf(stored),
    etag: etagOf(stored.meta?.versionId),
    lastModified: stored.meta?.lastUpdated,
  };
}

export function isStored(value: unknown): value is Stored {
  return isObject(value) && typeof value['id'] === 'string' && isObject(value['meta']);
}
