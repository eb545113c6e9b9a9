import type { FhirResource } from '../../fhir/index.ts';
import type { Person } from '../people/index.ts';
import ages from './ages.json' with { type: 'json' };

/** Who logs in to the portal, and to whose chart. */
export type Login = {
  /** The patient's own id, or that of the RelatedPerson. */
  readonly id: string;
  readonly kind: 'self' | 'proxy' | 'guardian';
  readonly name: string;
  readonly patient: string;
  /** False: the log-in works, and the chart stays shut, because of the child's age. */
  readonly open: boolean;
};

type RelatedPerson = Extract<FhirResource, { resourceType: 'RelatedPerson' }>;

/**
 * Every log-in the portal has. A guardian reads a child's chart until the child is 13, the young person reads
 * from 16, and between them nobody does: this demo's ages (`ages.json`), for a region to compare with its own.
 */
export function loginsOf(
  people: readonly Person[],
  related: readonly RelatedPerson[],
): readonly Login[] {
  return people.flatMap((person) => [
    ownLogin(person),
    ...related
      .filter(({ patient }) => patient.reference === `Patient/${person.id}`)
      .map((each) => othersLogin(each, person)),
  ]);
}

function ownLogin({ id, given, family, age }: Person): Login {
  const open = age >= ages.ownFrom;
  return { id, kind: 'self', name: `${given} ${family}`, patient: id, open };
}

function othersLogin({ id = '', name }: RelatedPerson, person: Person): Login {
  const isChild = person.age < ages.adultFrom;
  return {
    id,
    kind: isChild ? 'guardian' : 'proxy',
    name: name?.[0]?.text ?? id,
    patient: person.id,
    open: !isChild || person.age < ages.guardianUntil,
  };
}
