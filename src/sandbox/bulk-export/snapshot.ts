import type { FhirResource } from '../../fhir/index.ts';
import { type Ehr, type Guard, ownersOf } from '../fhir-api/index.ts';
import type { Asked } from './asked.ts';

export type Kind = 'output' | 'deleted' | 'error';

/** One file of an export, as it will be fetched. */
export type ExportFile = {
  readonly kind: Kind;
  readonly type: string;
  readonly lines: readonly string[];
};

type OperationOutcome = Extract<FhirResource, { resourceType: 'OperationOutcome' }>;

/** Everything the token may see of what was asked for, as it stands now. */
export function snapshot(
  { repository }: Ehr,
  guard: Guard,
  asked: Asked,
  members: ReadonlySet<string> | undefined,
): readonly ExportFile[] {
  const peek = (type: string, id: string) => repository.peek(type, id);
  const isNew = (time: string | undefined): boolean =>
    asked.since === undefined || Date.parse(time ?? '') > asked.since;
  const seen = repository.all().filter((resource) => {
    const owners = members === undefined ? [] : ownersOf(resource, peek);
    const inGroup = owners.every((owner) => members?.has(owner) === true);
    return inGroup && isNew(resource.meta?.lastUpdated) && guard.sees('r', resource);
  });
  const types = asked.types ?? [...new Set(seen.map(({ resourceType }) => resourceType))];
  const output = types.toSorted().map((type) => ({
    kind: 'output' as const,
    type,
    lines: seen.filter((each) => each.resourceType === type).map((each) => JSON.stringify(each)),
  }));
  const gone = asked.since === undefined ? [] : repository.deletedSince(asked.since);
  const deleted = gone.filter(({ type }) => asked.types?.includes(type) ?? true).map(deletion);
  const refused = types.filter((type) => !guard.allows('r', type)).map(notAllowed);
  return [
    ...output,
    { kind: 'deleted' as const, type: 'Bundle', lines: deleted },
    { kind: 'error' as const, type: 'OperationOutcome', lines: refused },
  ].filter(({ lines }) => lines.length > 0);
}

/** Bulk Data Access 2.0, "deleted": a transaction Bundle that would delete it. */
function deletion({ type, id }: { readonly type: string; readonly id: string }): string {
  const entry = [{ request: { method: 'DELETE', url: `${type}/${id}` } }];
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
}

function notAllowed(type: string): string {
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: 'forbidden',
        details: { text: `No granted scope allows reading ${type}` },
      },
    ],
  };
  return JSON.stringify(outcome);
}
