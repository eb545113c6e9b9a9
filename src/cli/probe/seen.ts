import type { Answered } from './fetch-answer.ts';
import type { Ask } from './route.ts';

/** A canary that came out: which, and in which resource; `total` is a count that tells that something is there. */
export type Sighting = { readonly canary: string; readonly place: string };

/** Every canary in an answer. What only repeats the question (links, complaints about it) is no sighting. */
export function sightings(
  asked: Ask,
  { status, pages }: Answered,
  canaries: readonly string[],
): readonly Sighting[] {
  const echoes = (canary: string): boolean => isIn(decoded(asked), canary);
  return pages.flatMap((text) => {
    const page = parsed(text);
    if (page === undefined)
      return found(
        text,
        'text',
        canaries.filter((each) => !echoes(each)),
      );
    return [...inResources(page, status, canaries, echoes), ...counted(page, asked)];
  });
}

function isIn(text: string, canary: string): boolean {
  return text.toLowerCase().includes(canary.toLowerCase());
}

function found(text: string, place: string, canaries: readonly string[]): readonly Sighting[] {
  return canaries.filter((each) => isIn(text, each)).map((canary) => ({ canary, place }));
}

function decoded({ path, form, bundle }: Ask): string {
  const raw = `${path} ${form ?? ''} ${JSON.stringify(bundle ?? '')}`;
  try {
    return decodeURIComponent(raw);
  } catch (error) {
    if (error instanceof URIError) return raw;
    throw error;
  }
}

/** Undefined when it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Found = { readonly place: string; readonly text: string };

function inResources(
  page: unknown,
  status: number,
  canaries: readonly string[],
  echoes: (canary: string) => boolean,
): readonly Sighting[] {
  return resourcesOf(page, 'answer').flatMap(({ place, text }) => {
    const isComplaint = status >= 400 || place.startsWith('OperationOutcome');
    return found(text, place, isComplaint ? canaries.filter((each) => !echoes(each)) : canaries);
  });
}

/** Each resource with its own text: without the resources inside it, and without links. */
function resourcesOf(value: unknown, place: string): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const name = isResource(value) ? nameOf(value) : place;
  const parts = partsOf(value);
  const text = parts.filter((each) => typeof each === 'string').flatMap(readable);
  const inner = parts.filter(isResource).flatMap((each) => resourcesOf(each, name));
  return [{ place: name, text: text.join('\n') }, ...inner];
}

/** The texts below a value, and the resources at which the looking stopped. */
function partsOf(value: object): readonly unknown[] {
  return Object.entries(value)
    .filter(([key]) => key !== 'link')
    .flatMap(([, each]) => (isBranch(each) ? partsOf(each) : [each]));
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isResource(value);
}

function isResource(value: unknown): value is { readonly resourceType: string } {
  return typeof value === 'object' && value !== null && 'resourceType' in value;
}

function nameOf(resource: { readonly resourceType: string }): string {
  const id = 'id' in resource && typeof resource.id === 'string' ? resource.id : '';
  return `${resource.resourceType}/${id}`;
}

/** A text as it stands, and what it says when it is base64. */
function readable(text: string): readonly string[] {
  if (text.length < 12 || !/^[A-Za-z0-9+/\s]+=*$/.test(text)) return [text];
  return [text, Buffer.from(text, 'base64').toString('utf8')];
}

/** A search by our own marks that counts something has told that it is there, even when it shows nothing. */
function counted(page: unknown, { path }: Ask): readonly Sighting[] {
  if (!/[?&](_tag|identifier|_has:[^=]*)=/.test(path)) return [];
  if (!isResource(page) || !('total' in page) || typeof page.total !== 'number') return [];
  return page.total > 0 ? [{ canary: 'count', place: `${page.resourceType} total` }] : [];
}
