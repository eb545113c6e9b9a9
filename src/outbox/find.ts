import type { BundleEntry, FhirReply, FhirResource, Transport } from '../fhir/index.ts';
import { resourcesIn, TransportError } from '../fhir/index.ts';
import type { Stored } from './delivery.ts';
import { criteriaOf } from './parcel.ts';
import { verdictOf } from './policy.ts';

/** What a search found, or the answer that refused it. */
export type Found = { readonly found: readonly FhirResource[] } | { readonly refused: FhirReply };

export function storedAs(resource: FhirResource): Stored {
  const version = resource.meta?.versionId;
  return {
    reference: `${resource.resourceType}/${resource.id ?? ''}`,
    ...(version && { version }),
  };
}

export const isVoid = (resource: FhirResource): boolean =>
  'status' in resource && resource.status === 'entered-in-error';

/** One search by one name, `_count` high enough that an occasion is never cut into pages. */
export async function search(
  transport: Transport,
  type: string,
  name: string,
  values: readonly string[],
): Promise<Found> {
  const reply = await transport({
    method: 'POST',
    path: `${type}/_search`,
    search: { [name]: values.join(','), _count: '100' },
  });
  if (verdictOf(reply.status) !== 'done') return { refused: reply };
  if (reply.resource?.resourceType !== 'Bundle') throw new TransportError('unreadable');
  const found = resourcesIn(reply.resource).filter(
    ({ resourceType, id }) => resourceType === type && id !== undefined,
  );
  return { found };
}

/** All that the entries, of one type, would find, also what was entered in error. */
export async function findAll(
  transport: Transport,
  type: string,
  entries: readonly BundleEntry[],
): Promise<Found> {
  const criteria = entries.map(criteriaOf).filter((each) => each !== undefined);
  const [name] = criteria[0] ?? [];
  if (name === undefined) return { found: [] };
  const values = criteria.map(([, value]) => value);
  return search(transport, type, name, values);
}

/** The same, but for what was entered in error. */
export async function find(
  transport: Transport,
  type: string,
  entries: readonly BundleEntry[],
): Promise<Found> {
  const answer = await findAll(transport, type, entries);
  return 'refused' in answer ? answer : { found: answer.found.filter((each) => !isVoid(each)) };
}
