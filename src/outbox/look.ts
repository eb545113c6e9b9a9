import type { BundleEntry, FhirReply, FhirResource, Transport } from '../fhir/index.ts';
import { asResource, TransportError } from '../fhir/index.ts';
import type { Conflict, Parcel, Stored } from './delivery.ts';
import { find, findAll, isVoid, storedAs } from './find.ts';
import { entriesOf, isMain, isNamed, mainEntryOf, mainOf } from './parcel.ts';
import { entryFor, placesOf, pointsRight } from './pointing.ts';
import { isPassing, verdictOf } from './policy.ts';
import { compare } from './same-answers.ts';

/** What stands on the server under the occasion's key. */
export type Seen =
  | { readonly seen: 'nothing' | 'part' }
  | { readonly seen: 'whole'; readonly stored: readonly Stored[] }
  /** More than one stands for an entry, or one points at something that does not count any more. */
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

/**
 * What stands of one type. A type that this server never lets us search counts as missing: the conditions on its
 * creates find out.
 */
async function standingOf(
  transport: Transport,
  entries: readonly BundleEntry[],
): Promise<Seen | readonly FhirResource[]> {
  const answer = await find(transport, entries[0]?.resource?.resourceType ?? '', entries);
  if ('refused' in answer) {
    if (isPassing(answer.refused.status)) return { seen: 'refused', reply: answer.refused };
    return { seen: 'part' };
  }
  const seen = judge(entries, answer.found);
  return seen === 'whole' ? answer.found : { seen };
}

/** The derived resources, one search a type. */
async function lookForDerived(transport: Transport, parcel: Parcel, main: Stored): Promise<Seen> {
  const derived = entriesOf(parcel).filter(({ resource }) => !isMain(asResource(resource)));
  const types = new Set(derived.flatMap(({ resource }) => resource?.resourceType ?? []));
  const all: FhirResource[] = [];
  for (const type of types) {
    const entries = derived.filter(({ resource }) => resource?.resourceType === type);
    const standing = await standingOf(transport, entries);
    if ('seen' in standing) return standing;
    all.push(...standing);
  }
  const places = placesOf(parcel, all, main);
  const isLoose = all.some((each) => !pointsRight(each, entryFor(parcel, each), places));
  return isLoose ? { seen: 'duplicates' } : { seen: 'whole', stored: [main, ...all.map(storedAs)] };
}

/**
 * Looks before anything is sent again: is it already there, all of it, once, and is it ours? What was taken back
 * under this key is never written again from a window that did not know: that is a conflict.
 */
export async function look(transport: Transport, parcel: Parcel): Promise<Seen> {
  const main = mainEntryOf(parcel);
  const answer = await findAll(transport, main.resource?.resourceType ?? '', [main]);
  if ('refused' in answer) return { seen: 'refused', reply: answer.refused };
  const [first, second] = answer.found.filter((each) => !isVoid(each));
  if (second !== undefined) return { seen: 'duplicates' };
  if (first === undefined) {
    const references = answer.found.map((each) => storedAs(each).reference);
    const delivery = { state: 'conflict', why: 'different', references } as const;
    return references.length > 0 ? { seen: 'conflict', delivery } : { seen: 'nothing' };
  }
  const back = await readBack(transport, parcel, storedAs(first).reference);
  const [stored] = back.seen === 'whole' ? back.stored : [];
  return stored === undefined ? back : lookForDerived(transport, parcel, stored);
}
