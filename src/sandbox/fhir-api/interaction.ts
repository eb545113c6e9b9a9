import { getStatus, isOk, notFound, OperationOutcomeError } from '@medplum/core';
import type { FhirRouter } from '@medplum/fhir-router';
import type { Letter } from '../authorization/index.ts';
import type { Guard } from './access.ts';
import { refuse } from './refusal.ts';
import { isStored } from './reply.ts';
import type { EhrRepository } from './repository.ts';
import { isResource, type Resource, type Stored } from './resource.ts';

export type Ehr = { readonly repository: EhrRepository; readonly router: FhirRouter };

/** One interaction on one resource, as it stood in the address and headers. */
export type Interaction = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: readonly [type: string, ...rest: readonly string[]];
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly ifNoneExist?: string;
};

type Bundle = Extract<Resource, { resourceType: 'Bundle' }>;
export type Outcome = { readonly status: number; readonly resource?: Resource };

const letters = { GET: 'r', POST: 'c', PUT: 'u', PATCH: 'u', DELETE: 'd' } as const;

/** Performs one interaction through the library's router, all or nothing, inside what the token may do. */
export async function interact(ehr: Ehr, guard: Guard, asked: Interaction): Promise<Outcome> {
  const { method, path } = asked;
  const [type, id] = path;
  const letter = letters[method];
  guard.demand(letter, type);
  if ((method === 'POST' || method === 'PUT') && !isResource(asked.body)) {
    throw refuse(400, 'structure', `Expected a ${type}`, 'resource');
  }
  return ehr.repository.withTransaction(async () => {
    const before = id === undefined ? undefined : ehr.repository.peek(type, id);
    if (before) guard.demandOn(letter, before);
    const outcome = await route(ehr, asked);
    const seen = within(outcome, letter, guard);
    return method === 'PUT' && !before ? { ...seen, status: 201 } : seen;
  });
}

/** What came out, as far as the token may see it; refuses when it may not. */
function within(outcome: Outcome, letter: Letter, guard: Guard): Outcome {
  const { resource } = outcome;
  if (isStored(resource)) guard.demandOn(letter, resource);
  if (resource?.resourceType !== 'Bundle') return outcome;
  return { ...outcome, resource: seenVersions(resource, guard) };
}

/** A history without the versions the token may not see: labels and patients can change from one to the next. */
function seenVersions(history: Bundle, guard: Guard): Bundle {
  const entry = (history.entry ?? []).filter(
    ({ resource }) => resource !== undefined && guard.sees('r', resource),
  );
  if (entry.length === 0) throw new OperationOutcomeError(notFound);
  return { ...history, entry, total: entry.length };
}

/** The router's own handler, called directly: its `handleRequest` flattens what we throw to a 400. */
async function route({ router, repository }: Ehr, asked: Interaction): Promise<Outcome> {
  const { method, path, body, ifMatch, ifNoneExist } = asked;
  const url = path.join('/');
  const found = router.find(method, url);
  if (!found) throw refuse(404, 'not-found', 'Nothing answers at this address');
  const headers = {
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    ...(ifNoneExist === undefined ? {} : { 'if-none-exist': ifNoneExist }),
  };
  const [outcome, resource] = await found.handler(
    { method, url, pathname: found.path, body, params: found.params, query: {}, headers },
    repository,
    router,
  );
  if (!isOk(outcome)) throw new OperationOutcomeError(outcome);
  const status = method === 'DELETE' ? 204 : getStatus(outcome);
  return { status, ...(resource === undefined ? {} : { resource }) };
}

/** Runs the work one at a time: a store in memory has no other isolation. */
export function oneAtATime(): <R>(work: () => Promise<R>) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  };
}

export function storedIn(outcome: Outcome): Stored {
  if (isStored(outcome.resource)) return outcome.resource;
  throw refuse(500, 'exception', 'Nothing was stored');
}
