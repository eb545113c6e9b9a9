export type Interaction = 'create' | 'read' | 'update' | 'delete' | 'search';

/**
 * What the EHR granted, which may be less than was asked for. `may` answers for a whole resource type. A scope
 * narrowed by a query (`patient/Observation.rs?category=…`) answers yes only when `where` names the very same
 * values: asking without it means "any", and any was not granted.
 */
export type Grant = {
  readonly may: (
    interaction: Interaction,
    resourceType: string,
    where?: Readonly<Record<string, string>>,
  ) => boolean;
  readonly scopes: readonly string[];
};

const letter = { create: 'c', read: 'r', update: 'u', delete: 'd', search: 's' } as const;
/** SMART 1.0 words as 2.x letters (SMART 2.2, "Scopes for requesting FHIR resources"). */
const older: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };
const shape = /^(?:patient|user)\/([A-Z][A-Za-z]*|\*)\.(read|write|\*|(?=.)c?r?u?d?s?)(?:\?(.+))?$/;

type ResourceScope = {
  readonly type: string;
  readonly letters: string;
  readonly narrowedTo: readonly (readonly [name: string, value: string])[];
};

export function parseGrant(scope: string): Grant {
  const scopes = scope.split(' ').filter(Boolean);
  const resourceScopes = scopes.map(parseScope).filter((each) => each !== undefined);
  return {
    scopes,
    may: (interaction, resourceType, where = {}) =>
      resourceScopes.some(
        ({ type, letters, narrowedTo }) =>
          (type === '*' || type === resourceType) &&
          letters.includes(letter[interaction]) &&
          narrowedTo.every(([name, value]) => Object.hasOwn(where, name) && where[name] === value),
      ),
  };
}

function parseScope(scope: string): ResourceScope | undefined {
  const [, type, access, query] = shape.exec(scope) ?? [];
  if (type === undefined || access === undefined) return undefined;
  return {
    type,
    letters: older[access] ?? access,
    narrowedTo: [...new URLSearchParams(query ?? '')],
  };
}
