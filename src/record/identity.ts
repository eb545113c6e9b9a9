import type { Identifier } from '../fhir/index.ts';
import { system } from '../fhir/index.ts';

/** What one resource of an occasion is. With the occasion's key it names the resource for ever. */
export type Kind =
  | 'response'
  | 'panel'
  | `question.${string}`
  | 'referral'
  | 'task'
  | 'provenance'
  | 'document'
  | 'draft';

/** The response carries the bare key; everything derived from it `key#kind`. */
export function identifierOf(key: string, kind: Kind): Identifier {
  return { system: system.occasion, value: kind === 'response' ? key : `${key}#${kind}` };
}

/** The search that must find nothing for the server to create. A Provenance has no identifier, only the tag. */
export function createOnce(key: string, kind: Kind): string {
  const [parameter, value] =
    kind === 'provenance' ? ['_tag', key] : ['identifier', identifierOf(key, kind).value ?? key];
  return `${parameter}=${encodeURIComponent(`${system.occasion}|${value}`)}`;
}

/** FNV-1a, 32 bits. Spreads names; it keeps no secret. */
function spread(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * The address of an entry inside its Bundle: a version 8 UUID (RFC 9562 §5.8) made of key and kind, so that
 * building the same record twice gives the same bytes. It lives no longer than the transaction.
 */
export function addressOf(key: string, kind: Kind): string {
  const hex = [0, 1, 2, 3].map((part) => spread(`${part}/${kind}/${key}`)).join('');
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ];
  return `urn:uuid:${uuid.join('-')}`;
}
