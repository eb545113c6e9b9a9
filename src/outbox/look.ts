import type {
  BundleEntry,
  FhirReply,
  FhirResource,
  QuestionnaireResponse,
  Transport,
} from '../fhir/index.ts';
import { resourcesIn, TransportError } from '../fhir/index.ts';
import type { Final, Parcel, Stored } from './delivery.ts';
import { criteriaOf, entriesOf, responseOf } from './parcel.ts';
import { verdictOf } from './policy.ts';
import { compareResponses } from './same-answers.ts';

/** What stands on the server under the occasion's key. */
export type Seen =
  | { readonly seen: 'nothing' | 'part' }
  | { readonly seen: 'whole'; readonly stored: readonly Stored[] }
  | { readonly seen: 'conflict'; readonly delivery: Extract<Final, { state: 'conflict' }> }
  /** The server would not answer the question. */
  | { readonly seen: 'refused'; readonly reply: FhirReply };

function storedAs(resource: FhirResource): Stored {
  const version = resource.meta?.versionId;
  return {
    reference: `${resource.resourceType}/${resource.id ?? ''}`,
    ...(version && { version }),
  };
}

function matches(reply: FhirReply, type: string): readonly FhirResource[] {
  if (reply.resource?.resourceType !== 'Bundle') throw new TransportError('unreadable');
  return resourcesIn(reply.resource).filter(
    ({ resourceType, id }) => resourceType === type && id !== undefined,
  );
}

const isVoid = (resource: FhirResource): boolean =>
  'status' in resource && resource.status === 'entered-in-error';

/** A search for all that the entries of one type would find, or the reply that refused it. */
async function find(
  transport: Transport,
  type: string,
  entries: readonly BundleEntry[],
): Promise<readonly FhirResource[] | FhirReply> {
  const criteria = entries.map(criteriaOf).filter((each) => each !== undefined);
  const [name] = criteria[0] ?? [];
  if (name === undefined) return [];
  const search = { [name]: criteria.map(([, value]) => value).join(',') };
  const reply = await transport({ method: 'POST', path: `${type}/_search`, search });
  if (verdictOf(reply.status) !== 'done') return reply;
  return matches(reply, type).filter((resource) => !isVoid(resource));
}

const isReply = (found: readonly FhirResource[] | FhirReply): found is FhirReply =>
  !Array.isArray(found);

function duplicates(resources: readonly FhirResource[]): Seen {
  const references = resources.map((resource) => storedAs(resource).reference);
  return { seen: 'conflict', delivery: { state: 'conflict', why: 'duplicates', references } };
}

/** Reads the response by its id, never by search, and compares it with what was sent. */
export async function readBack(
  transport: Transport,
  parcel: Parcel,
  reference: string,
): Promise<Seen> {
  const reply = await transport({ method: 'GET', path: reference });
  if (verdictOf(reply.status) !== 'done') return { seen: 'refused', reply };
  const stored = reply.resource;
  if (stored?.resourceType !== 'QuestionnaireResponse') throw new TransportError('unreadable');
  const compared = compareResponses(responseOf(parcel), stored, parcel.patient);
  if (compared === 'same') return { seen: 'whole', stored: [storedAs(stored)] };
  const delivery = { state: 'conflict', why: compared, references: [reference] } as const;
  return { seen: 'conflict', delivery };
}

/** The derived resources, one search a type. */
async function lookForDerived(
  transport: Transport,
  parcel: Parcel,
  response: Stored,
): Promise<Seen> {
  const types = new Set(entriesOf(parcel).flatMap(({ resource }) => resource?.resourceType ?? []));
  types.delete('QuestionnaireResponse');
  const stored: Stored[] = [response];
  for (const type of types) {
    const entries = entriesOf(parcel).filter(({ resource }) => resource?.resourceType === type);
    const found = await find(transport, type, entries);
    if (isReply(found) || found.length < entries.length) return { seen: 'part' };
    if (found.length > entries.length) return duplicates(found);
    stored.push(...found.map(storedAs));
  }
  return { seen: 'whole', stored };
}

/** Looks before anything is sent again: is it already there, all of it, once, and is it ours? */
export async function look(transport: Transport, parcel: Parcel): Promise<Seen> {
  const own = entriesOf(parcel).filter(
    ({ resource }) => resource?.resourceType === 'QuestionnaireResponse',
  );
  const found = await find(transport, 'QuestionnaireResponse', own);
  if (isReply(found)) return { seen: 'refused', reply: found };
  const [first, second] = found as readonly QuestionnaireResponse[];
  if (first === undefined) return { seen: 'nothing' };
  if (second !== undefined) return duplicates(found);
  const back = await readBack(transport, parcel, storedAs(first).reference);
  const [response] = back.seen === 'whole' ? back.stored : [];
  return response === undefined ? back : lookForDerived(transport, parcel, response);
}
