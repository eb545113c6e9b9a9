import { generateId, parseSearchRequest } from '@medplum/core';
import * as z from 'zod';
import { noLongerThan } from '../../fhir/index.ts';
import type { Guard } from './access.ts';
import { checkReferences } from './references.ts';
import { insideBundle, refusalOf, refuse } from './refusal.ts';
import type { EhrRepository } from './repository.ts';
import { isObject, isResource, type Resource, type Stored } from './resource.ts';
import { versionIn } from './version.ts';

const methods = ['DELETE', 'POST', 'PUT', 'GET'] as const;
const bundleShape = z.object({
  type: z.literal('transaction'),
  entry: z
    .array(
      z.object({
        fullUrl: z.string().optional(),
        resource: z.unknown().optional(),
        request: z.object({
          method: z.enum(methods),
          url: z.string(),
          ifNoneExist: z.string().optional(),
          ifMatch: z.string().optional(),
        }),
      }),
    )
    .check(noLongerThan(200)),
});
type Entry = z.infer<typeof bundleShape>['entry'][number];

type Done = { readonly status: string; readonly resource?: Stored };
/** Where an entry will end up, known before anything is written so that the others can point at it. */
type Place = { readonly type: string; readonly id: string; readonly existing?: Stored };

/**
 * A transaction (https://hl7.org/fhir/R4/http.html#transaction): all entries or none. The library's own stops
 * at eight entries when one of them is conditional, and one occasion is more than that.
 */
export async function transact(
  repository: EhrRepository,
  guard: Guard,
  body: Resource,
): Promise<readonly Done[]> {
  const parsed = bundleShape.safeParse(body);
  if (!parsed.success) throw refuseShape(parsed.error);
  const entries = parsed.data.entry;
  return repository.withTransaction(async () => {
    const places = await Promise.all(
      entries.map((entry, index) => inEntry(index, entry, () => placeOf(repository, entry))),
    );
    const done = await applyInOrder(repository, guard, entries, places);
    for (const [index, entry] of entries.entries()) {
      await inEntry(index, entry, async () => checkWritten(repository, guard, entry, done[index]));
    }
    return done;
  });
}

/** Deletes, creates, updates, reads, in that order, whatever the order in the bundle. */
async function applyInOrder(
  repository: EhrRepository,
  guard: Guard,
  entries: readonly Entry[],
  places: readonly Place[],
): Promise<readonly Done[]> {
  const renamed = renames(entries, places);
  const done: Done[] = [];
  for (const method of methods) {
    for (const [index, entry] of entries.entries()) {
      const place = places[index];
      if (entry.request.method !== method || !place) continue;
      const resource = renameIn(entry.resource, renamed);
      done[index] = await inEntry(index, entry, () =>
        perform(repository, guard, entry, place, resource),
      );
    }
  }
  return done;
}

function renames(entries: readonly Entry[], places: readonly Place[]): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap(({ fullUrl }, index) => {
      const place = places[index];
      if (fullUrl === undefined || !place) return [];
      return [[fullUrl, `${place.type}/${place.id}`] as const];
    }),
  );
}

function refuseShape({ issues }: z.ZodError) {
  const path = issues[0]?.path
    .map((each) => (typeof each === 'number' ? `[${each}]` : `.${String(each)}`))
    .join('');
  return refuse(400, 'structure', issues[0]?.message ?? 'Not a transaction', `Bundle${path ?? ''}`);
}

async function inEntry<R>(index: number, entry: Entry, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    const type = isResource(entry.resource) ? entry.resource.resourceType : undefined;
    throw insideBundle(refusalOf(error), index, type);
  }
}

async function placeOf(repository: EhrRepository, { request }: Entry): Promise<Place> {
  const [type, id, ...rest] = request.url.split('/');
  if (request.method === 'POST') {
    if (!type || id !== undefined) throw refuse(400, 'invalid', 'Not a type', 'request.url');
    const existing = await conditional(repository, type, request.ifNoneExist);
    return existing ? { type, id: existing.id, existing } : { type, id: generateId() };
  }
  if (!type || !id || rest.length > 0 || id.includes('?')) {
    throw refuse(400, 'not-supported', 'Only Type/id is understood here', 'request.url');
  }
  return { type, id };
}

async function conditional(
  repository: EhrRepository,
  type: string,
  query: string | undefined,
): Promise<Stored | undefined> {
  if (query === undefined) return undefined;
  const [first, second] = await repository.searchResources(parseSearchRequest(`${type}?${query}`));
  if (second) throw refuse(412, 'multiple-matches', 'More than one match', 'request.ifNoneExist');
  return first;
}

/** Replaces every placeholder that stands alone as a value (`urn:uuid:…`) by the reference it became. */
function renameIn(value: unknown, renamed: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return renamed.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => renameIn(each, renamed));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, renameIn(each, renamed)]),
  );
}

async function perform(
  repository: EhrRepository,
  guard: Guard,
  { request }: Entry,
  { type, id, existing }: Place,
  resource: unknown,
): Promise<Done> {
  switch (request.method) {
    case 'POST':
      guard.demand('c', type);
      if (existing) return { status: '200', resource: existing };
      return {
        status: '201',
        resource: await repository.createResource(
          { ...expected(resource, type), id },
          { assignedId: true },
        ),
      };
    case 'PUT':
      return replace(repository, guard, { type, id }, expected(resource, type), request.ifMatch);
    case 'GET': {
      guard.demand('r', type);
      const found = await repository.readResource<Stored>(type, id);
      guard.demandOn('r', found);
      return { status: '200', resource: found };
    }
    case 'DELETE':
      guard.demand('d', type);
      guard.demandOn('d', await repository.readResource<Stored>(type, id));
      await repository.deleteResource(type, id);
      return { status: '204' };
  }
}

async function replace(
  repository: EhrRepository,
  guard: Guard,
  { type, id }: Place,
  resource: Resource,
  ifMatch: string | undefined,
): Promise<Done> {
  guard.demand('u', type);
  const current = repository.peek(type, id);
  if (current) guard.demandOn('u', current);
  if (resource.id !== id)
    throw refuse(400, 'invalid', 'The id is not that of the address', `${type}.id`);
  const match = versionIn(ifMatch);
  const stored = await repository.updateResource(
    { ...resource, id },
    match === undefined ? {} : { ifMatch: match },
  );
  return { status: current ? '200' : '201', resource: stored };
}

function expected(resource: unknown, type: string): Resource {
  if (isResource(resource) && resource.resourceType === type) return resource;
  throw refuse(400, 'structure', `Expected a ${type}`, 'resource');
}

/** What is pointed at, and whom it is about, is only certain when all are written: entries point at each other. */
function checkWritten(
  repository: EhrRepository,
  guard: Guard,
  { request }: Entry,
  done: Done | undefined,
): void {
  if (!done?.resource || request.method === 'GET') return;
  checkReferences(done.resource, (type, id) => repository.has(type, id));
  guard.demandOn(request.method === 'PUT' ? 'u' : 'c', done.resource);
}
