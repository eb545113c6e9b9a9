import type { Bundle, FhirResource, Provenance } from '../fhir/index.ts';
import { asResource, withReferences } from '../fhir/index.ts';
import type { Conflict, Stored } from './delivery.ts';
import { isVoid, storedAs } from './find.ts';
import { isNamed, patientOf } from './parcel.ts';
import { isAbout, saysTheSame } from './same-answers.ts';
import { voided } from './voided.ts';

/** A change of what was written: amended to something else, or taken back as an error. */
export type Revision = {
  readonly key: string;
  readonly patient: string;
  /** What the person saw, with versions: nobody else's change since then is written over. */
  readonly base: readonly Stored[];
  /** The whole record as it should be. Absent: it should never have been written. */
  readonly wanted?: Bundle;
  /** Why and by whom. Its targets are put in here; its one tag is this revision's own name. */
  readonly provenance: Provenance;
  readonly way?: 'transaction' | 'singles';
  /** This change was never sent before. Only then can a refusal be called certain. */
  readonly fresh?: boolean;
};

/** What is still to be done for the revision to stand. */
export type Rest = {
  readonly puts: readonly FhirResource[];
  /** Entries of `wanted` that nothing stands for; their references still point inside the Bundle. */
  readonly creates: NonNullable<Bundle['entry']>;
  /** Bundle address → what stands for it. */
  readonly places: ReadonlyMap<string, string>;
};

const labels = (resource: FhirResource): readonly string[] =>
  (resource.meta?.security ?? []).map(({ system, code }) => `${system}|${code}`);

/** Many servers keep the labels of earlier versions beside the new ones: more protection than asked for is enough. */
function isLabelled(stored: FhirResource, wanted: FhirResource): boolean {
  const there = new Set(labels(stored));
  return labels(wanted).every((each) => there.has(each));
}

const isReferral = (resource: FhirResource): boolean =>
  resource.resourceType === 'ServiceRequest' || resource.resourceType === 'Task';

/** Said to be changed. The id stays, so that the server makes a new version of it. */
function amended(stored: FhirResource, wanted: FhirResource): FhirResource {
  const meta = {
    ...wanted.meta,
    ...(stored.meta?.versionId && { versionId: stored.meta.versionId }),
  };
  const whole = { ...wanted, meta, ...(stored.id && { id: stored.id }) };
  const isAnswer = ['QuestionnaireResponse', 'Observation'].includes(whole.resourceType);
  return isAnswer ? ({ ...whole, status: 'amended' } as FhirResource) : whole;
}

/** A referral is somebody's work by now: it gets the labels and nothing else. */
function relabelled(stored: FhirResource, wanted: FhirResource): FhirResource {
  return { ...stored, meta: { ...stored.meta, security: wanted.meta?.security ?? [] } };
}

/** No longer asked for: taken back as the receivers of referrals expect it (task cancelled, request revoked). */
function withdrawn(stored: FhirResource): FhirResource {
  if (stored.resourceType === 'Task') return { ...stored, status: 'cancelled' };
  if (stored.resourceType === 'ServiceRequest') return { ...stored, status: 'revoked' };
  return voided(stored);
}

const isWithdrawn = (stored: FhirResource): boolean =>
  JSON.stringify(withdrawn(stored)) === JSON.stringify(stored);

const done: ReadonlySet<unknown> = new Set(['completed', 'final', 'amended', 'current']);

function standsAsWanted(stored: FhirResource, wanted: FhirResource): boolean {
  if (!isLabelled(stored, wanted)) return false;
  if (isReferral(stored)) return true;
  const settled = 'status' in stored && done.has(stored.status);
  return settled && saysTheSame({ ...wanted, status: stored.status } as FhirResource, stored);
}

function amendments(standing: readonly FhirResource[], wanted: Bundle): Rest {
  const entries = (wanted.entry ?? []).filter(
    (each) => each.resource?.resourceType !== 'Provenance',
  );
  const valid = standing.filter((each) => !isVoid(each));
  // What an earlier change took back can be wanted again: under its name nothing new can be made.
  const pairs = entries.map((entry) => ({
    entry,
    stored: [...valid, ...standing].find((each) => isNamed(each, entry)),
  }));
  const places = new Map(
    pairs.flatMap(({ entry, stored }) =>
      stored && entry.fullUrl ? [[entry.fullUrl, storedAs(stored).reference] as const] : [],
    ),
  );
  const changed = pairs.flatMap(({ entry, stored }) => {
    const resource = asResource(entry.resource);
    if (!stored || !resource || standsAsWanted(stored, resource)) return [];
    const change = isReferral(stored) ? relabelled(stored, resource) : amended(stored, resource);
    return [withReferences(change, places)];
  });
  const gone = valid
    .filter((each) => !pairs.some(({ stored }) => stored === each) && !isWithdrawn(each))
    .map(withdrawn);
  const creates = pairs.filter(({ stored }) => !stored).map(({ entry }) => entry);
  return { puts: [...changed, ...gone], creates, places };
}

/** From what stands to what is left to do; nothing at all when it is done. */
export function restOf(standing: readonly FhirResource[], revision: Revision): Rest | Conflict {
  const strangers = standing.filter((each) => !isAbout(patientOf(each), revision.patient));
  if (strangers.length > 0) return conflict('other-patient', strangers);
  const { wanted, base } = revision;
  const rest = wanted
    ? amendments(standing, wanted)
    : {
        puts: standing.filter((each) => !isVoid(each)).map(voided),
        creates: [],
        places: new Map<string, string>(),
      };
  const seen = new Map(base.map(({ reference, version }) => [reference, version]));
  const moved = rest.puts.filter((each) => {
    const { reference, version } = storedAs(each);
    return seen.has(reference) && seen.get(reference) !== version;
  });
  // A referral that was taken back is not asked for again by a change of answers: somebody has put it aside since.
  const revoked = standing.filter(
    (each) =>
      'status' in each &&
      each.status === 'revoked' &&
      wanted?.entry?.some((entry) => isNamed(each, entry)),
  );
  const against = wanted && standing.every(isVoid) ? standing : [...moved, ...revoked];
  return against.length > 0 ? conflict('different', against) : rest;
}

function conflict(why: Conflict['why'], resources: readonly FhirResource[]): Conflict {
  const references = resources.map((each) => storedAs(each).reference);
  return { state: 'conflict', why, references };
}
