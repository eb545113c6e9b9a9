import { getSearchParameters, type SearchRequest } from '@medplum/core';
import { refuse } from './refusal.ts';

type Filter = NonNullable<SearchRequest['filters']>[number];

/** The request with bare ids completed (`patient=1` means `Patient/1`); refuses parameters nobody here knows. */
export function understood<S extends SearchRequest>(request: S): S {
  const filters = request.filters?.map((filter) => understoodFilter(request.resourceType, filter));
  for (const { code } of request.sortRules ?? []) known(request.resourceType, code);
  return filters ? { ...request, filters } : request;
}

function understoodFilter(type: string, filter: Filter): Filter {
  const parameter = known(type, filter.code);
  if (parameter.type !== 'reference' || !parameter.target) return filter;
  const target = parameter.target.includes('Patient') ? 'Patient' : parameter.target[0];
  const value = filter.value
    .split(',')
    .map((each) => (/^[A-Za-z0-9.-]{1,64}$/.test(each) ? `${target}/${each}` : each))
    .join(',');
  return { ...filter, value };
}

export function known(type: string, code: string) {
  const parameter = getSearchParameters(type)?.[code];
  if (!parameter) {
    throw refuse(
      400,
      'not-supported',
      `${type} cannot be searched by "${code}"`,
      `${type}?${code}`,
    );
  }
  return parameter;
}
