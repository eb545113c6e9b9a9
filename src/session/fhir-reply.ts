import * as z from 'zod/mini';
import { type FhirReply, type FhirResource, TransportError } from '../fhir/index.ts';
import { hasFhirShape, withoutOddStrangers } from './fhir-shape.ts';

/** Any resource of a sound build: who asks knows which one it expects and checks the rest. */
const named = z.looseObject({ resourceType: z.string() });
const fhirJson = z.custom<FhirResource>(
  (found) => named.safeParse(found).success && hasFhirShape(found),
);

/**
 * A server's answer as data. Success must be FHIR JSON or empty; a failure keeps its status even when a proxy
 * wrote the words. Rejects `unreadable` or, cut off in the middle, `unreachable`.
 */
export async function readReply(response: Response, now: number): Promise<FhirReply> {
  const text = await response.text().catch((cause: unknown) => {
    throw new TransportError('unreachable', cause);
  });
  const resource = resourceIn(text, response);
  const { headers, status } = response;
  const etag = headers.get('ETag');
  const location = headers.get('Location');
  const retryAfter = secondsUntil(headers.get('Retry-After'), now);
  return {
    status,
    ...(resource !== undefined && { resource }),
    ...(etag !== null && { etag }),
    ...(location !== null && { location }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

function resourceIn(text: string, response: Response): FhirResource | undefined {
  if (text.trim() === '') return undefined;
  const isJson = /^application\/(fhir\+)?json\b/i.test(response.headers.get('Content-Type') ?? '');
  try {
    if (isJson) return fhirJson.parse(withoutOddStrangers(JSON.parse(text)));
  } catch (cause) {
    if (response.ok) throw new TransportError('unreadable', cause);
  }
  if (response.ok) throw new TransportError('unreadable');
  return undefined;
}

/** `Retry-After` is seconds or a date (RFC 9110 §10.2.3). */
function secondsUntil(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
