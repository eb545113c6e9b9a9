import {
  evalFhirPath,
  getSearchParameters,
  matchesSearchRequest,
  notFound,
  OperationOutcomeError,
  parseSearchRequest,
} from '@medplum/core';
import { parseReference } from '../../fhir/index.ts';
import { type Letter, parseScope, type ResourceScope } from '../authorization/index.ts';
import { refuse } from './refusal.ts';
import { isObject, type Resource } from './resource.ts';

/** What a bearer token opens: granted scopes, and the patient the launch was about. */
export type Access = {
  readonly scopes: readonly string[];
  readonly patient?: string;
  /** What is kept from this reader whatever the scopes say; it looks as if it did not exist. */
  readonly hides?: (resource: Resource) => boolean;
};

type Peek = (type: string, id: string) => Resource | undefined;

export type Guard = {
  /** Whose scopes were granted: a patient's, a user's, the system's. */
  readonly levels: ReadonlySet<ResourceScope['level']>;
  /** Whether some granted scope speaks of this interaction. */
  allows(letter: Letter, type: string): boolean;
  /** Refuses (403) when no granted scope speaks of this interaction at all. */
  demand(letter: Letter, type: string): void;
  sees(letter: Letter, resource: Resource): boolean;
  /** Refuses (403) when this very resource lies outside the granted scopes or the patient in context; a hidden one is not found. */
  demandOn(letter: Letter, resource: Resource): void;
};

/** What the bearer token of a request opens; refused (401) when it is missing or no longer good. */
export async function guardFor(
  authorization: string | undefined,
  { ehr, accessOf }: Opening,
): Promise<Guard> {
  const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '') ?? [];
  const access = token === undefined ? undefined : await accessOf(token);
  if (!access) throw refuse(401, 'login', 'No token, or one that is no longer good');
  return guard(access, (type, id) => ehr.repository.peek(type, id));
}

type Opening = {
  readonly ehr: { readonly repository: { readonly peek: Peek } };
  readonly accessOf: (token: string) => Promise<Access | undefined>;
};

export function guard(access: Access, peek: Peek): Guard {
  const scopes = access.scopes.map(parseScope).filter((each) => each !== undefined);
  const matching = (letter: Letter, type: string): readonly ResourceScope[] =>
    scopes.filter((each) => each.letters.includes(letter) && ['*', type].includes(each.type));
  const sees = (letter: Letter, resource: Resource): boolean =>
    !access.hides?.(resource) &&
    matching(letter, resource.resourceType).some(
      (scope) =>
        inFilter(scope, resource) &&
        (scope.level !== 'patient' || inCompartment(letter, resource, access.patient, peek)),
    );
  const allows = (letter: Letter, type: string): boolean => matching(letter, type).length > 0;
  return {
    levels: new Set(scopes.map(({ level }) => level)),
    allows,
    sees,
    demand: (letter, type) => {
      if (allows(letter, type)) return;
      throw refuse(403, 'forbidden', `No granted scope allows "${letter}" on ${type}`, type);
    },
    demandOn: (letter, resource) => {
      if (sees(letter, resource)) return;
      if (access.hides?.(resource)) throw new OperationOutcomeError(notFound);
      const text = 'Outside the granted scopes or the patient in context';
      throw refuse(403, 'forbidden', text, resource.resourceType);
    },
  };
}

/** `?category=…` in a granted scope narrows it (SMART App Launch 2.2, "granular controls"). */
function inFilter(scope: ResourceScope, resource: Resource): boolean {
  if (scope.filter === undefined) return true;
  const { resourceType } = resource;
  return matchesSearchRequest(resource, parseSearchRequest(`${resourceType}?${scope.filter}`));
}

/** A resource about nobody (Practitioner, Organization …) may be read under `patient/`, never written. */
function inCompartment(
  letter: Letter,
  resource: Resource,
  patient: string | undefined,
  peek: Peek,
): boolean {
  if (patient === undefined) return false;
  const owners = ownersOf(resource, peek);
  if (owners.length === 0) return ['r', 's'].includes(letter) && !isPersonal(resource);
  return owners.every((each) => each === patient);
}

function isPersonal({ resourceType }: Resource): boolean {
  return resourceType === 'Provenance' || subjectExpression(resourceType) !== undefined;
}

/** The ids of the patients a resource is about; a Provenance is about those of its targets. */
export function ownersOf(resource: Resource, peek: Peek): readonly string[] {
  if (resource.resourceType === 'Patient') return resource.id === undefined ? [] : [resource.id];
  if (resource.resourceType === 'Provenance') {
    return resource.target.flatMap(({ reference }) => {
      const target = parseReference(reference);
      const found = target && peek(target.type, target.id);
      return found ? ownersOf(found, peek) : [];
    });
  }
  const expression = subjectExpression(resource.resourceType);
  return expression === undefined ? [] : patientsIn(evalFhirPath(expression, resource));
}

function subjectExpression(type: string): string | undefined {
  const parameters = getSearchParameters(type);
  return (parameters?.['patient'] ?? parameters?.['subject'])?.expression;
}

function patientsIn(values: readonly unknown[]): readonly string[] {
  return values.flatMap((value) => {
    const reference = isObject(value) ? value['reference'] : undefined;
    const target = parseReference(typeof reference === 'string' ? reference : undefined);
    return target?.type === 'Patient' ? [target.id] : [];
  });
}
