import { type Ehr, fromStore } from './fhir-api/index.ts';
import type { Person } from './people/index.ts';
import { type Labels, loginsOf, type Portal, portal } from './portal/index.ts';

/** The portal's log-ins, from the people and from who is related to them. */
export function portalOf({ repository }: Ehr, people: readonly Person[], labels: Labels): Portal {
  const related = repository
    .all('RelatedPerson')
    .map(fromStore)
    .filter((each) => each.resourceType === 'RelatedPerson');
  const peek = (type: string, id: string) => {
    const found = repository.peek(type, id);
    return found && fromStore(found);
  };
  return portal(loginsOf(people, related), peek, labels);
}
