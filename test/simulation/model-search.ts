import type { FhirReply, FhirResource } from '../../src/fhir/index.ts';
import type { State } from './model-server.ts';

function pageOf(state: State, found: readonly FhirResource[]): FhirReply {
  const size = state.habits.page ?? found.length;
  const next = `https://ehr.example/fhir/page/${state.pages.size + 1}`;
  const rest = found.slice(size);
  if (rest.length > 0) state.pages.set(next, rest);
  const entry = found.slice(0, size).map((resource) => ({ resource }));
  const link = [{ relation: 'next', url: next }];
  return {
    status: 200,
    resource: {
      resourceType: 'Bundle',
      type: 'searchset',
      entry,
      ...(rest.length > 0 && { link }),
    },
  };
}

export const nextPage = (state: State, path: string): FhirReply =>
  pageOf(state, state.pages.get(path) ?? []);

export function search(
  state: State,
  type: string,
  by: Readonly<Record<string, string>>,
): FhirReply {
  const wanted = Object.entries(by)
    .filter(([name]) => name === 'identifier' || (name === '_tag' && !state.habits.deaf))
    .map(([name, value]) => value.split(',').map((each) => `${name}=${each}`));
  const there = state.rows.filter(
    (row) =>
      row.type === type && wanted.every((any) => any.some((each) => row.names.includes(each))),
  );
  const found = there.filter((row) => row.foundFrom <= state.now());
  if (found.length < there.length) state.behind += 1;
  return pageOf(
    state,
    found.map(({ resource }) => resource),
  );
}
