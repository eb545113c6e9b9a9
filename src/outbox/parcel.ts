import type {
  BundleEntry,
  DocumentReference,
  FhirResource,
  QuestionnaireResponse,
} from '../fhir/index.ts';
import { asResource, resourcesIn } from '../fhir/index.ts';
import type { Parcel } from './delivery.ts';
import { isAbout } from './same-answers.ts';

/** The parcel is not what it says: about another patient, or without what it is all about. A fault in the program. */
export class ParcelError extends Error {
  readonly code: 'other-patient' | 'no-response';
  constructor(code: ParcelError['code']) {
    super(code);
    this.name = 'ParcelError';
    this.code = code;
  }
}

/** What the parcel stands or falls with: the response, or where none can be written the note. */
export type Main = QuestionnaireResponse | DocumentReference;

export function entriesOf(parcel: Parcel): readonly BundleEntry[] {
  return parcel.bundle.entry ?? [];
}

export const isMain = (resource: FhirResource | undefined): resource is Main =>
  resource?.resourceType === 'QuestionnaireResponse' ||
  resource?.resourceType === 'DocumentReference';

export function mainEntryOf(parcel: Parcel): BundleEntry {
  const entry = entriesOf(parcel).find(({ resource }) => isMain(asResource(resource)));
  if (entry === undefined) throw new ParcelError('no-response');
  return entry;
}

export function mainOf(parcel: Parcel): Main {
  const resource = asResource(mainEntryOf(parcel).resource);
  if (!isMain(resource)) throw new ParcelError('no-response');
  return resource;
}

/** Whom a resource is about, where its type says so at all. */
export function patientOf(resource: FhirResource): string | undefined {
  switch (resource.resourceType) {
    case 'QuestionnaireResponse':
    case 'DocumentReference':
    case 'Observation':
    case 'ServiceRequest':
      return resource.subject?.reference;
    case 'Task':
      return resource.for?.reference;
    default:
      return undefined;
  }
}

/** The last look before anything leaves: every resource that names a patient names the bound one. */
export function checkParcel(parcel: Parcel): void {
  mainEntryOf(parcel);
  for (const resource of resourcesIn(parcel.bundle)) {
    if (resource.resourceType === 'Provenance') continue;
    if (!isAbout(patientOf(resource), parcel.patient)) throw new ParcelError('other-patient');
  }
}

/** What stands for an entry on the server, as search parameters: the entry's own `ifNoneExist`. */
export function criteriaOf(entry: BundleEntry): readonly [name: string, value: string] | undefined {
  const [name, value] = entry.request?.ifNoneExist?.split('=') ?? [];
  return name && value ? [name, decodeURIComponent(value)] : undefined;
}

/** The names a resource goes by, as a search would write them: its identifiers and tags. */
export function namesOf(resource: FhirResource): readonly string[] {
  const own = 'identifier' in resource ? [resource.identifier].flat() : [];
  const identifiers = own.flatMap((each) =>
    each && 'value' in each ? `identifier=${each.system}|${each.value}` : [],
  );
  const tags = (resource.meta?.tag ?? []).map(({ system, code }) => `_tag=${system}|${code}`);
  return [...identifiers, ...tags];
}

export function isNamed(resource: FhirResource, entry: BundleEntry): boolean {
  const criteria = criteriaOf(entry);
  return (
    criteria !== undefined &&
    resource.resourceType === entry.resource?.resourceType &&
    namesOf(resource).includes(criteria.join('='))
  );
}
