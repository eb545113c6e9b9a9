import type { BundleEntry, FhirReply, FhirResource, Provenance, Transport } from '../fhir/index.ts';
import { asResource, outcomeText, withReferences } from '../fhir/index.ts';
import { storedAs } from './find.ts';
import { isMain } from './parcel.ts';
import { type Verdict, verdictOf } from './policy.ts';
import { readReply, storedAt } from './reply.ts';
import type { Rest, Revision } from './revision.ts';
import { inOrder } from './send-singles.ts';
import { faulted, final, notSaved, refused, type Step } from './step.ts';

const matchOf = (resource: FhirResource): string => `W/"${resource.meta?.versionId ?? ''}"`;

/** Responses last: while anything is left to do they still say the old. */
const mainLast = (puts: readonly FhirResource[]): readonly FhirResource[] =>
  puts.toSorted((a, b) => Number(isMain(a)) - Number(isMain(b)));

function signed({ provenance }: Revision, references: readonly string[]): Provenance {
  return { ...provenance, target: references.map((reference) => ({ reference })) };
}

function onceOf(provenance: Provenance): string {
  const [tag] = provenance.meta?.tag ?? [];
  return `_tag=${encodeURIComponent(`${tag?.system}|${tag?.code}`)}`;
}

/** What may be hidden behind a refusal: part of it may be done when it went one by one. */
function stopped(reply: FhirReply, done: number, doubt: boolean): Step {
  const verdict: Verdict = verdictOf(reply.status);
  const step = refused(reply, verdict === 'done' ? 'look' : verdict, doubt || done > 0);
  if (step.kind === 'again' || done === 0 || verdict === 'signed-out') return step;
  return final(notSaved('partly', true, outcomeText(reply.resource)));
}

async function whole(
  transport: Transport,
  revision: Revision,
  rest: Rest,
  targets: readonly string[],
  doubt: boolean,
): Promise<Step | undefined> {
  const puts = mainLast(rest.puts).map((resource): BundleEntry => {
    const { reference } = storedAs(resource);
    const request = { method: 'PUT' as const, url: reference, ifMatch: matchOf(resource) };
    return { resource, request };
  });
  const creates = rest.creates.map((entry): BundleEntry => {
    const resource = asResource(entry.resource);
    return resource ? { ...entry, resource: withReferences(resource, rest.places) } : entry;
  });
  const made = creates.flatMap(({ fullUrl }) => fullUrl ?? []);
  const provenance = signed(revision, [...targets, ...made]);
  const request = { method: 'POST' as const, url: 'Provenance', ifNoneExist: onceOf(provenance) };
  const entry = [...creates, ...puts, { resource: provenance, request }];
  const reply = await transport({
    method: 'POST',
    path: '',
    body: { resourceType: 'Bundle', type: 'transaction', entry },
  });
  if (verdictOf(reply.status) !== 'done') return stopped(reply, 0, doubt);
  const read = readReply(reply, entry.length);
  if (read.kind !== 'part' || read.worst === 'again' || read.worst === 'look') return undefined;
  return final(notSaved(read.done > 0 ? 'partly' : read.worst, read.done > 0, read.detail));
}

type Exchange = () => Promise<FhirReply>;

/** New ones in order, each pointing at what stands; `places` grows as they land. */
function creations(transport: Transport, rest: Rest, places: Map<string, string>): Exchange[] {
  return inOrder(rest.creates).map(({ fullUrl, resource, request }) => async () => {
    const body = asResource(resource);
    const ifNoneExist = request?.ifNoneExist;
    const reply = await transport({
      method: 'POST',
      path: request?.url ?? '',
      ...(body && { body: withReferences(body, places) }),
      ...(ifNoneExist && { ifNoneExist }),
    });
    const place = reply.resource?.id ? storedAs(reply.resource) : storedAt(reply.location);
    if (fullUrl && place) places.set(fullUrl, place.reference);
    return reply;
  });
}

async function oneByOne(
  transport: Transport,
  revision: Revision,
  rest: Rest,
  targets: readonly string[],
  doubt: boolean,
): Promise<Step | undefined> {
  const places = new Map(rest.places);
  const sign: Exchange = () => {
    const made = rest.creates.flatMap(({ fullUrl }) => places.get(fullUrl ?? '') ?? []);
    const body = signed(revision, [...targets, ...made]);
    return transport({ method: 'POST', path: 'Provenance', body, ifNoneExist: onceOf(body) });
  };
  const update = (body: FhirResource): Exchange => {
    const path = storedAs(body).reference;
    return () => transport({ method: 'PUT', path, body, ifMatch: matchOf(body) });
  };
  const all = [...creations(transport, rest, places), ...mainLast(rest.puts).map(update), sign];
  for (const [done, exchange] of all.entries()) {
    const reply = await exchange();
    if (verdictOf(reply.status) !== 'done') return stopped(reply, done, doubt);
  }
  return undefined;
}

/** Does what is left. Undefined: the server says that all of it is done, so look. */
export async function sendRevision(
  transport: Transport,
  revision: Revision,
  rest: Rest,
  standing: readonly FhirResource[],
  doubt: boolean,
): Promise<Step | undefined> {
  const targets = standing.map((each) => storedAs(each).reference);
  const send = revision.way === 'singles' ? oneByOne : whole;
  return send(transport, revision, rest, targets, doubt).catch((error) => faulted(error, true));
}
