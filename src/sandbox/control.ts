import type { FhirResource } from '../fhir/index.ts';
import type { LaunchContext, Misbehaviour } from './authorization/index.ts';
import type { Fault } from './faults.ts';
import type { ServerProfile } from './fhir-api/index.ts';
import type { Labels } from './portal/index.ts';

export type LoggedRequest = {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly origin?: string;
  readonly hasAuthorization: boolean;
};

/** Who is opened in the app, and how. `user` is the staff member signed in to the EHR. */
export type LaunchRequest = Omit<LaunchContext, 'user'> & { readonly user?: string };

/** For tests, inside the process only: there is no address for any of this. */
export type SandboxControl = {
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Wrong answers of the authorization server or FHIR API, until `behave`. */
  misbehave(kind: Misbehaviour): void;
  behave(): void;
  /** Every access token is refused from now on; refreshing still works. */
  expireTokens(): void;
  /** Refreshing is refused from now on. */
  revokeRefresh(): void;
  /** Taken from what apps are granted from now on: `patient/Task.c` takes the c of whatever was to be granted on Task. */
  withholdScopes(scopes: readonly string[]): void;
  /** How much of writing the FHIR server offers from now on, as real EHRs differ. */
  serverProfile(profile: ServerProfile): void;
  /** A change made by somebody else, in the EHR itself. */
  change(resource: FhirResource): Promise<void>;
  /** Everything stored, as it stands. */
  resources(type?: string): readonly FhirResource[];
  /** As if the EHR itself had deleted it. */
  delete(type: string, id: string): Promise<void>;
  /** Whether the portal keeps labelled resources from patients, proxies and guardians. */
  portalLabels(labels: Labels): void;
  /** A token of the portal's: `anna`, `anna-ombud`, `filip-vardnadshavare-1`. Throws a RangeError for nobody's. */
  portalToken(login: string): string;
  /** A token that reads the patient's whole chart. */
  staffToken(patient: string): string;
  requests(): readonly LoggedRequest[];
  forgetRequests(): void;
  /** The address that opens the app as this EHR does; good for one launch. Without `patient`, nobody is in context. */
  launchUrl(launch: LaunchRequest): string;
};
