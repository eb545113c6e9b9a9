import { notFound, OperationOutcomeError } from '@medplum/core';
import { type Guard, ownersOf } from './access.ts';
import type { EhrRepository } from './repository.ts';

/** `Patient/[id]/$everything` (https://hl7.org/fhir/R4/patient-operation-everything.html), in one page. */
export function everythingAbout(
  repository: EhrRepository,
  guard: Guard,
  patient: string,
  base: string,
) {
  guard.demand('r', 'Patient');
  const found = repository.peek('Patient', patient);
  if (!found) throw new OperationOutcomeError(notFound);
  guard.demandOn('r', found);
  const peek = (type: string, id: string) => repository.peek(type, id);
  const own = repository
    .all()
    .filter((each) => ownersOf(each, peek).includes(patient) && guard.sees('r', each));
  const entry = own.map((resource) => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  }));
  return { resourceType: 'Bundle', type: 'searchset', total: entry.length, entry } as const;
}
