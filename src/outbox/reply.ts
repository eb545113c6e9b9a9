import type { BundleEntry, FhirReply } from '../fhir/index.ts';
import { asResource, outcomeText, parseReference } from '../fhir/index.ts';
import type { Stored } from './delivery.ts';
import { type Verdict, verdictOf } from './policy.ts';

/** What a server's answer to the transaction says, entry by entry. */
export type Read =
  | { readonly kind: 'whole'; readonly stored: readonly (Stored | undefined)[] }
  /** Not an answer to what we sent. */
  | { readonly kind: 'unreadable' }
  /** Some entries failed, as only a server that treats a transaction as a batch can let them. */
  | {
      readonly kind: 'part';
      readonly done: number;
      readonly worst: Exclude<Verdict, 'done'>;
      readonly detail: string;
    };

/** "Type/id" and version of a location, relative or not: `…/Type/id/_history/version`. */
export function storedAt(location: string | undefined, etag?: string): Stored | undefined {
  const match = /([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(?:\/_history\/([A-Za-z0-9.-]+))?$/.exec(
    location ?? '',
  );
  const [, reference, inPath] = match ?? [];
  if (parseReference(reference) === undefined || reference === undefined) return undefined;
  const version = inPath ?? /^(?:W\/)?"(.+)"$/.exec(etag ?? '')?.[1];
  return { reference, ...(version && { version }) };
}

const severity: readonly Exclude<Verdict, 'done'>[] = [
  'again',
  'look',
  'signed-out',
  'forbidden',
  'rejected',
];

function entryVerdict(entry: BundleEntry): Verdict {
  return verdictOf(Number.parseInt(entry.response?.status ?? '', 10));
}

function part(entries: readonly BundleEntry[]): Read {
  const verdicts = entries.map(entryVerdict);
  const failed = verdicts.filter((verdict) => verdict !== 'done');
  const worst = severity.findLast((each) => failed.includes(each)) ?? 'rejected';
  const detail = entries
    .filter((entry) => entryVerdict(entry) !== 'done')
    .map(({ response }) =>
      `${response?.status} ${outcomeText(asResource(response?.outcome))}`.trim(),
    )
    .join('; ');
  return { kind: 'part', done: verdicts.length - failed.length, worst, detail };
}

/** `sent`: how many entries the transaction had; every one must be answered for. */
export function readReply(reply: FhirReply, sent: number): Read {
  const bundle = reply.resource;
  if (bundle?.resourceType !== 'Bundle') return { kind: 'unreadable' };
  const entries = bundle.entry ?? [];
  const answered = entries.filter(({ response }) => /^[1-5]\d\d\b/.test(response?.status ?? ''));
  if (entries.length !== sent || answered.length !== sent) return { kind: 'unreadable' };
  if (entries.some((entry) => entryVerdict(entry) !== 'done')) return part(entries);
  return {
    kind: 'whole',
    stored: entries.map(({ response }) => storedAt(response?.location, response?.etag)),
  };
}
