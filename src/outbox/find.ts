import type {
  Bundle,
  BundleEntry,
  FhirReply,
  FhirRequest,
  FhirResource,
  Transport,
} from '../fhir/index.ts';
import { resourcesIn, TransportError } from '../fhir/index.ts';
import type { Stored } from './delivery.ts';
import { criteriaOf, namesOf } from './parcel.ts';
import { verdictOf } from './policy.ts';

/** What a search found, or the answer that refused it. */
export type Found = { readonly found: readonly FhirResource[] } | { readonly refused: FhirReply };

/** What was found. After a refusal that is not known, which is not the same as nothing. */
export function known(answer: Found): readonly FhirResource[] {
  if ('refused' in answer) throw new TransportError('unreadable');
  return answer.found;
}

export function storedAs(resource: FhirResource): Stored {
  const version = resource.meta?.versionId;
  return {
    reference: `${resource.resourceType}/${resource.id ?? ''}`,
    ...(version && { version }),
  };
}

export const isVoid = (resource: FhirResource): boolean =>
  'status' in resource && resource.status === 'entered-in-error';

/** An answer that goes on for longer is about something else than what was asked. */
const mostPages = 20;

/** All pages of one search. What is cut off is not known to be there, so it is never taken for the whole. */
export async function pagesOf(
  transport: Transport,
  first: FhirRequest,
): Promise<{ readonly pages: readonly Bundle[] } | { readonly refused: FhirReply }> {
  const pages: Bundle[] = [];
  let request = first;
  while (pages.length < mostPages) {
    const reply = await transport(request);
    if (verdictOf(reply.status) !== 'done') return { refused: reply };
    if (reply.resource?.resourceType !== 'Bundle') throw new TransportError('unreadable');
    pages.push(reply.resource);
    const next = reply.resource.link?.find(({ relation }) => relation === 'next')?.url;
    if (next === undefined) return { pages };
    request = { method: 'GET', path: next };
  }
  throw new TransportError('unreadable');
}

/** All of that type that a search finds. */
export async function searchAll(
  transport: Transport,
  type: string,
  search: Readonly<Record<string, string>>,
): Promise<Found> {
  const path = `${type}/_search`;
  const whole = { ...search, _count: '100' };
  const answer = await pagesOf(transport, { method: 'POST', path, search: whole });
  if ('refused' in answer) return answer;
  const found = answer.pages.flatMap(resourcesIn);
  return { found: found.filter(({ resourceType, id }) => resourceType === type && id) };
}

/** One search by one name. A server that does not know the name gives all there is: only what bears it is taken. */
export async function search(
  transport: Transport,
  type: string,
  name: string,
  values: readonly string[],
): Promise<Found> {
  const answer = await searchAll(transport, type, { [name]: values.join(',') });
  if ('refused' in answer) return answer;
  const bears = (each: FhirResource): boolean =>
    values.some((value) => namesOf(each).includes(`${name}=${value}`));
  return { found: answer.found.filter(bears) };
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
