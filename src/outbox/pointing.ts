import type { BundleEntry, FhirResource } from '../fhir/index.ts';
import { asResource, referencesIn, withReferences } from '../fhir/index.ts';
import type { Parcel, Stored } from './delivery.ts';
import { storedAs } from './find.ts';
import { entriesOf, isNamed, mainEntryOf } from './parcel.ts';
import { isAbout } from './same-answers.ts';

/** Address in the Bundle → what stands for it. */
export type Places = ReadonlyMap<string, string>;

export function entryFor(parcel: Parcel, stored: FhirResource): BundleEntry | undefined {
  return entriesOf(parcel).find((entry) => isNamed(stored, entry));
}

export function placesOf(parcel: Parcel, stored: readonly FhirResource[], main: Stored): Places {
  const places = new Map<string, string>();
  for (const each of stored) {
    const address = entryFor(parcel, each)?.fullUrl;
    if (address !== undefined) places.set(address, storedAs(each).reference);
  }
  return places.set(mainEntryOf(parcel).fullUrl ?? '', main.reference);
}

/** A Provenance may tell of a set that does not count any more: it stays as history. */
export function pointsRight(
  stored: FhirResource,
  entry: BundleEntry | undefined,
  places: Places,
): boolean {
  const sent = asResource(entry?.resource);
  if (sent === undefined || sent.resourceType === 'Provenance') return true;
  const there = referencesIn(stored);
  return referencesIn(sent).every((address) => {
    const place = places.get(address);
    return place === undefined || there.some((each) => isAbout(each, place));
  });
}

/** The stored resource with what points inside the occasion as it was sent, and nothing else touched. */
export function pointed<T extends FhirResource>(
  stored: T,
  entry: BundleEntry | undefined,
  places: Places,
): T {
  const sent = asResource(entry?.resource);
  if (sent === undefined || pointsRight(stored, entry, places)) return stored;
  const inside = Object.entries(withReferences(sent, places)).filter(([name]) =>
    [...places.keys()].some((address) =>
      JSON.stringify(sent[name as keyof FhirResource] ?? null).includes(`"${address}"`),
    ),
  );
  return { ...stored, ...Object.fromEntries(inside) };
}
