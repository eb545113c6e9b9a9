import type { BundleEntry, FhirResource, QuestionnaireResponse } from '../fhir/index.ts';
import { resourcesIn } from '../fhir/index.ts';
import type { Parcel } from './delivery.ts';
import { isAbout } from './same-answers.ts';

/** The parcel is not what it says: about another patient, or without its response. A fault in the program. */
export class ParcelError extends Error {
  readonly code: 'other-patient' | 'no-response';
  constructor(code: ParcelError['code']) {
    super(code);
    this.name = 'ParcelError';
    this.code = code;
  }
}

export function entriesOf(parcel: Parcel): readonly BundleEntry[] {
  return parcel.bundle.entry ?? [];
}

export function responseOf(parcel: Parcel): QuestionnaireResponse {
  for (const resource of resourcesIn(parcel.bundle)) {
    if (resource.resourceType === 'QuestionnaireResponse') return resource;
  }
  throw new ParcelError('no-response');
}

/** Whom a resource is about, where its type says so at all. */
function patientOf(resource: FhirResource): string | undefined {
  switch (resource.resourceType) {
    case 'QuestionnaireResponse':
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
  responseOf(parcel);
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
