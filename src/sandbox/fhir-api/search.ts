import { evalFhirPath, parseSearchRequest, type SearchRequest } from '@medplum/core';
import { parseReference } from '../../fhir/index.ts';
import type { Guard } from './access.ts';
import { refuse } from './refusal.ts';
import type { EhrRepository } from './repository.ts';
import { isObject, type Resource, type Stored } from './resource.ts';
import { known } from './search-parameters.ts';

type Include = NonNullable<SearchRequest['include']>[number];
type Entry = {
  readonly fullUrl: string;
  readonly resource: Resource;
  readonly search: { readonly mode: 'match' | 'include' };
};

const defaultCount = 20;
const largestCount = 200;

/**
 * One page of a search, with links to the others. What the token may not see is left out and not counted;
 * a search about another patient is refused outright.
 */
export async function searchPage(
  repository: EhrRepository,
  guard: Guard,
  type: string,
  query: URLSearchParams,
  base: string,
) {
  guard.demand('s', type);
  const { words, rest } = withoutWords(query);
  const { count, offset, ...request } = parseSearchRequest(`${type}?${rest}`);
  refuseOtherPatients(request, guard);
  const all = await repository.searchResources(request);
  const visible = all.filter((each) => guard.sees('s', each) && holdsAll(each, words));
  const from = offset ?? 0;
  const size = Math.min(count ?? defaultCount, largestCount);
  const page = visible.slice(from, from + size);
  const link = links({ type, query, base, from, size, total: visible.length });
  const included = includedWith(page, request, repository).filter((each) => guard.sees('r', each));
  const entry = [
    ...page.map((each) => entryOf(each, 'match', base)),
    ...included.map((each) => entryOf(each, 'include', base)),
  ];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: visible.length,
    link,
    ...(entry.length > 0 ? { entry } : {}),
  } as const;
}

/** `_text` and `_content` are answered here: the store has no search by words. */
function withoutWords(query: URLSearchParams) {
  const rest = new URLSearchParams(query);
  const words = ['_text', '_content'].flatMap((name) => rest.getAll(name));
  for (const name of ['_text', '_content']) rest.delete(name);
  return { words, rest };
}

function holdsAll(resource: Resource, words: readonly string[]): boolean {
  const text = JSON.stringify(resource).toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}

function entryOf(resource: Stored, mode: 'match' | 'include', base: string): Entry {
  const fullUrl = `${base}/${resource.resourceType}/${resource.id}`;
  return { fullUrl, resource, search: { mode } };
}

function refuseOtherPatients(request: SearchRequest, guard: Guard): void {
  const ids = [
    ...valuesOf(request, ['patient', 'subject']),
    ...(request.resourceType === 'Patient' ? valuesOf(request, ['_id']) : []),
  ];
  for (const id of ids) guard.demandOn('r', { resourceType: 'Patient', id });
}

function valuesOf(request: SearchRequest, codes: readonly string[]): readonly string[] {
  return (request.filters ?? [])
    .filter(({ code }) => codes.includes(code))
    .flatMap(({ value }) => value.split(','))
    .map((value) => value.replace(/^Patient\//, ''));
}

type Paging = {
  readonly type: string;
  readonly query: URLSearchParams;
  readonly base: string;
  readonly from: number;
  readonly size: number;
  readonly total: number;
};

function links({ type, query, base, from, size, total }: Paging) {
  const at = (relation: 'self' | 'next' | 'previous', offset: number) => {
    const page = new URLSearchParams(query);
    page.set('_count', String(size));
    page.set('_offset', String(offset));
    return { relation, url: `${base}/${type}?${page}` };
  };
  return [
    at('self', from),
    ...(from + size < total ? [at('next', from + size)] : []),
    ...(from > 0 ? [at('previous', Math.max(0, from - size))] : []),
  ];
}

function includedWith(
  page: readonly Stored[],
  { include, revInclude }: SearchRequest,
  repository: EhrRepository,
): readonly Stored[] {
  const found = new Map<string, Stored>();
  const add = (each: Stored): void => {
    found.set(`${each.resourceType}/${each.id}`, each);
  };
  for (const each of include ?? []) forward(page, each, repository).forEach(add);
  for (const each of revInclude ?? []) backward(page, each, repository).forEach(add);
  for (const each of page) found.delete(`${each.resourceType}/${each.id}`);
  return [...found.values()];
}

function forward(page: readonly Stored[], include: Include, repository: EhrRepository) {
  return page
    .filter(({ resourceType }) => resourceType === include.resourceType)
    .flatMap((each) => targetsOf(each, include))
    .map((reference) => {
      const target = parseReference(reference);
      return target && repository.peek(target.type, target.id);
    })
    .filter((each) => each !== undefined);
}

function backward(page: readonly Stored[], include: Include, repository: EhrRepository) {
  const wanted = new Set(page.map(({ resourceType, id }) => `${resourceType}/${id}`));
  return repository
    .all(include.resourceType)
    .filter((each) => targetsOf(each, include).some((reference) => wanted.has(reference)));
}

function targetsOf(resource: Resource, { resourceType, searchParam }: Include): readonly string[] {
  const { expression } = known(resourceType, searchParam);
  if (expression === undefined) {
    throw refuse(400, 'not-supported', `${resourceType}:${searchParam} cannot be included`);
  }
  return evalFhirPath(expression, resource)
    .map((value) => (isObject(value) ? value['reference'] : undefined))
    .filter((reference) => typeof reference === 'string');
}
