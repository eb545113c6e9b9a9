import type { BundleEntry, FhirReply, FhirResource, Transport } from '../fhir/index.ts';
import { asResource, outcomeText, referencesIn, withReferences } from '../fhir/index.ts';
import { confirm } from './confirm.ts';
import type { Parcel, Stored } from './delivery.ts';
import { find, storedAs } from './find.ts';
import { entriesOf, isNamed } from './parcel.ts';
import { verdictOf } from './policy.ts';
import { storedAt } from './reply.ts';
import { faulted, final, notSaved, notYet, refused, type Step } from './step.ts';

/** What stands for each entry, by the entry's address in the Bundle. */
type Places = ReadonlyMap<string, Stored>;

/** An entry comes after all that it points at. */
export function inOrder(entries: readonly BundleEntry[]): readonly BundleEntry[] {
  const addresses = new Set(entries.map(({ fullUrl }) => fullUrl));
  const done = new Set<string | undefined>();
  const ordered: BundleEntry[] = [];
  const isReady = ({ resource }: BundleEntry): boolean =>
    referencesIn(resource as FhirResource).every((each) => !addresses.has(each) || done.has(each));
  while (ordered.length < entries.length) {
    const next = entries.find((each) => !done.has(each.fullUrl) && isReady(each));
    if (next === undefined) throw new Error('entries point at each other');
    done.add(next.fullUrl);
    ordered.push(next);
  }
  return ordered;
}

/** What stands already. A type that cannot be searched counts as nothing: the condition on the create guards it. */
async function standing(transport: Transport, entries: readonly BundleEntry[]): Promise<Places> {
  const places = new Map<string, Stored>();
  for (const type of new Set(entries.flatMap(({ resource }) => resource?.resourceType ?? []))) {
    const own = entries.filter(({ resource }) => resource?.resourceType === type);
    const answer = await find(transport, type, own);
    for (const entry of own) {
      const stands = 'found' in answer && answer.found.find((each) => isNamed(each, entry));
      if (stands) places.set(entry.fullUrl ?? '', storedAs(stands));
    }
  }
  return places;
}

const pointing = (places: Places): ReadonlyMap<string, string> =>
  new Map([...places].map(([address, { reference }]) => [address, reference]));

async function create(
  transport: Transport,
  { resource, request }: BundleEntry,
  places: Places,
): Promise<FhirReply> {
  const body = asResource(resource);
  return transport({
    method: 'POST',
    path: request?.url ?? '',
    ...(body && { body: withReferences(body, pointing(places)) }),
    ...(request?.ifNoneExist && { ifNoneExist: request.ifNoneExist }),
  });
}

function placeIn({ location, etag, resource }: FhirReply): Stored | undefined {
  if (resource?.id !== undefined) return storedAs(resource);
  return storedAt(location, etag);
}

/** Refused after something was kept is a set that is not whole, and somebody must know. */
function refusedAt(reply: FhirReply, kept: number, doubt: boolean): Step {
  const verdict = verdictOf(reply.status);
  const step = refused(reply, verdict === 'done' ? 'look' : verdict, doubt || kept > 0);
  if (step.kind === 'again' || kept === 0 || verdict === 'signed-out') return step;
  return final(notSaved('partly', true, outcomeText(reply.resource)));
}

/** Creates what does not stand yet, in order; a step when it could not go on to the end. */
async function createRest(
  transport: Transport,
  entries: readonly BundleEntry[],
  places: Map<string, Stored>,
  doubt: boolean,
): Promise<Step | undefined> {
  for (const entry of entries.filter(({ fullUrl }) => !places.has(fullUrl ?? ''))) {
    const reply = await create(transport, entry, places).catch((error: unknown) =>
      faulted(error, doubt || places.size > 0),
    );
    if ('kind' in reply) return reply;
    if (verdictOf(reply.status) !== 'done') return refusedAt(reply, places.size, doubt);
    const place = placeIn(reply);
    if (place === undefined) return notYet;
    places.set(entry.fullUrl ?? '', place);
  }
  return undefined;
}

/**
 * One create at a time. What stands is found first and passed over, so it can be taken up again after any fault;
 * an answer that does not say where it landed ends the try, and the next one finds it.
 */
export async function sendSingles(
  transport: Transport,
  parcel: Parcel,
  doubt: boolean,
): Promise<Step> {
  const entries = inOrder(entriesOf(parcel));
  const places = new Map(await standing(transport, entries));
  const began = places.size;
  const stopped = await createRest(transport, entries, places, doubt);
  if (stopped) return stopped;
  const stored = entries.flatMap(({ fullUrl }) => places.get(fullUrl ?? '') ?? []);
  return confirm(transport, parcel, stored, doubt || began > 0).catch((error) =>
    faulted(error, true),
  );
}
