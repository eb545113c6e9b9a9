import type { BundleEntry, FhirReply, FhirResource, Transport } from '../fhir/index.ts';
import { asResource, TransportError } from '../fhir/index.ts';
import type { Conflict, Parcel, Stored } from './delivery.ts';
import { find, storedAs } from './find.ts';
import { entriesOf, isMain, isNamed, mainEntryOf, mainOf } from './parcel.ts';
import { verdictOf } from './policy.ts';
import { compare } from './same-answers.ts';

/** What stands on the server under the occasion's key. */
export type Seen =
  | { readonly seen: 'nothing' | 'part' }
  | { readonly seen: 'whole'; readonly stored: readonly Stored[] }
  /** More than one stands for an entry. */
  | { readonly seen: 'duplicates' }
  | { readonly seen: 'conflict'; readonly delivery: Conflict }
  /** The server would not answer the question. */
  | { readonly seen: 'refused'; readonly reply: FhirReply };

/** Reads the response by its id, never by search, and compares it with what was sent. */
export async function readBack(
  transport: Transport,
  parcel: Parcel,
  reference: string,
): Promise<Seen> {
  const reply = await transport({ method: 'GET', path: reference });
  if (verdictOf(reply.status) !== 'done') return { seen: 'refused', reply };
  const stored = reply.resource;
  if (!isMain(stored)) throw new TransportError('unreadable');
  const compared = compare(mainOf(parcel), stored, parcel.patient);
  if (compared === 'same') return { seen: 'whole', stored: [storedAs(stored)] };
  const delivery = { state: 'conflict', why: compared, references: [reference] } as const;
  return { seen: 'conflict', delivery };
}

/** A Provenance cannot be marked as an error, so one too many is left standing: each tells of its own set. */
const mayRepeat = (entry: BundleEntry): boolean => entry.resource?.resourceType === 'Provenance';

function judge(
  entries: readonly BundleEntry[],
  found: readonly FhirResource[],
): 'part' | 'duplicates' | 'whole' {
  const counts = entries.map((entry) => ({
    entry,
    count: found.filter((each) => isNamed(each, entry)).length,
  }));
  if (counts.some(({ entry, count }) => count > 1 && !mayRepeat(entry))) return 'duplicates';
  return counts.every(({ count }) => count > 0) ? 'whole' : 'part';
}

/** The derived resources, one search a type. */
async function lookForDerived(transport: Transport, parcel: Parcel, main: Stored): Promise<Seen> {
  const derived = entriesOf(parcel).filter(({ resource }) => !isMain(asResource(resource)));
  const types = new Set(derived.flatMap(({ resource }) => resource?.resourceType ?? []));
  const stored: Stored[] = [main];
  for (const type of types) {
    const entries = derived.filter(({ resource }) => resource?.resourceType === type);
    const answer = await find(transport, type, entries);
    if ('refused' in answer) return { seen: 'part' };
    const seen = judge(entries, answer.found);
    if (seen !== 'whole') return { seen };
    stored.push(...answer.found.map(storedAs));
  }
  return { seen: 'whole', stored };
}

/** Looks before anything is sent again: is it already there, all of it, once, and is it ours? */
export async function look(transport: Transport, parcel: Parcel): Promise<Seen> {
  const main = mainEntryOf(parcel);
  const answer = await find(transport, main.resource?.resourceType ?? '', [main]);
  if ('refused' in answer) return { seen: 'refused', reply: answer.refused };
  const [first, second] = answer.found;
  if (first === undefined) return { seen: 'nothing' };
  if (second !== undefined) return { seen: 'duplicates' };
  const back = await readBack(transport, parcel, storedAs(first).reference);
  const [stored] = back.seen === 'whole' ? back.stored : [];
  return stored === undefined ? back : lookForDerived(transport, parcel, stored);
}
