/** FHIR R4 over HTTP, in memory: stricter than most servers, so that what passes here passes there. */
import { FhirRouter } from '@medplum/fhir-router';
import { loadDefinitions } from './definitions.ts';
import type { Ehr } from './interaction.ts';
import { EhrRepository } from './repository.ts';

export { type Access, type Guard, guard, guardFor, ownersOf } from './access.ts';
export { fhirApi } from './http.ts';
export type { Ehr } from './interaction.ts';
export { refusalOf, refuse } from './refusal.ts';
export { answerRefusal } from './reply.ts';
export { fromStore, toStore } from './resource.ts';
export { searchPage } from './search.ts';
export type { ServerProfile } from './server-profile.ts';

export function emptyEhr(now: () => Date): Ehr {
  loadDefinitions();
  return { repository: new EhrRepository(now), router: new FhirRouter() };
}
