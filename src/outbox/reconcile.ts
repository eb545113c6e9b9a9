import type { BundleEntry, FhirResource, Transport } from '../fhir/index.ts';
import type { Parcel } from './delivery.ts';
import { find, storedAs } from './find.ts';
import { look } from './look.ts';
import { entriesOf, isMain, isNamed, mainOf } from './parcel.ts';
import { entryFor, placesOf, pointed } from './pointing.ts';
import { verdictOf } from './policy.ts';
import { compare } from './same-answers.ts';
import { again, final, notYet, type Step, saved } from './step.ts';
import { voided } from './voided.ts';

/** All that stands for one entry, the one to keep first: the lowest id, the same for whoever looks. */
type Group = readonly [kept: FhirResource, ...others: FhirResource[]];

const referenceOf = (resource: FhirResource): string => storedAs(resource).reference;

function groupOf(entry: BundleEntry, found: readonly FhirResource[]): readonly Group[] {
  const [kept, ...others] = found
    .filter((each) => isNamed(each, entry))
    .toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
  return kept === undefined ? [] : [[kept, ...others]];
}

async function groups(transport: Transport, parcel: Parcel): Promise<readonly Group[] | Step> {
  const all: Group[] = [];
  const entries = entriesOf(parcel).filter((each) => each.resource?.resourceType !== 'Provenance');
  for (const type of new Set(entries.flatMap(({ resource }) => resource?.resourceType ?? []))) {
    const own = entries.filter(({ resource }) => resource?.resourceType === type);
    const answer = await find(transport, type, own);
    if ('refused' in answer) return again(answer.refused, true, true);
    all.push(...own.flatMap((entry) => groupOf(entry, answer.found)));
  }
  return all;
}

/** The kept ones pointed at each other first, then the others marked, the responses last. */
function changes(all: readonly Group[], parcel: Parcel): readonly FhirResource[] {
  const kept = all.map(([first]) => first);
  const main = kept.find(isMain);
  const places = main ? placesOf(parcel, kept, storedAs(main)) : new Map<string, string>();
  const mended = kept
    .map((each) => pointed(each, entryFor(parcel, each), places))
    .filter((each, index) => each !== kept[index]);
  const others = all.flatMap(([, ...rest]) => rest).map(voided);
  return [...mended, ...others.toSorted((a, b) => Number(isMain(a)) - Number(isMain(b)))];
}

function stranger(all: readonly Group[], parcel: Parcel): Step | undefined {
  for (const resource of all.flat()) {
    if (!isMain(resource)) continue;
    const why = compare(mainOf(parcel), resource, parcel.patient);
    const references = [referenceOf(resource)];
    if (why !== 'same') return final({ state: 'conflict', why, references });
  }
  return undefined;
}

async function mend(
  transport: Transport,
  parcel: Parcel,
  all: readonly Group[],
): Promise<Step | undefined> {
  for (const resource of changes(all, parcel)) {
    const reply = await transport({
      method: 'PUT',
      path: referenceOf(resource),
      body: resource,
      ifMatch: `W/"${resource.meta?.versionId ?? ''}"`,
    });
    const verdict = verdictOf(reply.status);
    if (verdict === 'again' || verdict === 'look') return again(reply, true, true);
    if (verdict !== 'done') {
      const references = all.flat().filter(isMain).map(referenceOf);
      return final({ state: 'conflict', why: 'duplicates', references });
    }
  }
  return undefined;
}

/**
 * One set of several: the lowest id of each stays, the others become `entered-in-error`. Where the server does not
 * let us, the duplicates are reported for a person to deal with. Saved is only what the look afterwards finds whole.
 */
export async function reconcile(transport: Transport, parcel: Parcel): Promise<Step> {
  const all = await groups(transport, parcel);
  if ('kind' in all) return all;
  const stopped = stranger(all, parcel) ?? (await mend(transport, parcel, all));
  if (stopped) return stopped;
  const seen = await look(transport, parcel);
  if (seen.seen === 'whole') return saved(seen.stored);
  return seen.seen === 'conflict' ? final(seen.delivery) : notYet;
}
