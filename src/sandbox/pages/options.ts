import type { FhirResource, Patient } from '../../fhir/index.ts';
import type { LaunchContext } from '../authorization/index.ts';
import type { Reminders } from '../cds-client/index.ts';
import type { Person } from '../people/index.ts';
import type { Login, Portal } from '../portal/index.ts';

type Opening = Omit<LaunchContext, 'user'>;

export type PagesOptions = {
  /** What stands in the EHR now. */
  readonly resources: (type?: string) => readonly FhirResource[];
  /** The patients a resource is about. */
  readonly ownersOf: (resource: FhirResource) => readonly string[];
  /** True for what was there when the EHR started. */
  readonly isOriginal: (resource: FhirResource) => boolean;
  readonly people: readonly Person[];
  readonly launchUrl: (opening: Opening) => string;
  /** The value of `launch` alone, for an app that was started outside the EHR. */
  readonly openLaunch: (opening: Opening) => string;
  readonly portal: Portal;
  /** What a log-in of the portal is shown of its chart. */
  readonly seenBy: (login: Login) => readonly FhirResource[];
  readonly reminders: Reminders;
  /** The app's launch page: the only one that a card's link may open. */
  readonly launchPage: string;
  /** Public keys of the EHR as a CDS client. */
  readonly cdsKeys: object;
  readonly appOrigin: string;
  /** Origin of the EHR itself. */
  readonly url: string;
  /** YYYY-MM-DD */
  readonly today: string;
};

/** Every resource of one type, typed as that type. */
export function allOf<T extends FhirResource['resourceType']>(
  { resources }: Pick<PagesOptions, 'resources'>,
  type: T,
): readonly Extract<FhirResource, { resourceType: T }>[] {
  const isOfType = (each: FhirResource): each is Extract<FhirResource, { resourceType: T }> =>
    each.resourceType === type;
  return resources(type).filter(isOfType);
}

export function nameOf(patient: Patient): string {
  return patient.name?.[0]?.text ?? patient.id ?? '';
}
