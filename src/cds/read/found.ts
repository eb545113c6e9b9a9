import * as z from 'zod';
import { typeOf } from '../chart/resource.ts';

/**
 * What came of one need:
 * - `here`: the resources, perhaps none; `next` is the address of a further page, `total` how many there are in all
 * - `blocked`: the server refused; not the same as nothing there
 * - `unsatisfied`: nobody could tell
 */
export type Found =
  | {
      readonly state: 'here';
      readonly resources: readonly unknown[];
      readonly next?: string;
      readonly total?: number;
    }
  | { readonly state: 'blocked' }
  | { readonly state: 'unsatisfied' };

const outcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(z.object({ code: z.string().optional() })),
});

const bundle = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ resource: z.unknown() })).optional(),
  total: z.number().optional(),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).optional(),
});

/** FHIR R4 issue-type: codes that say "you may not", rather than "it went wrong". */
const refusals: ReadonlySet<string> = new Set(['security', 'forbidden', 'suppressed']);

export const unsatisfied: Found = { state: 'unsatisfied' };
export const blocked: Found = { state: 'blocked' };

/** True for an OperationOutcome that refuses. */
function refuses(value: unknown): boolean {
  if (typeOf(value) !== 'OperationOutcome') return false;
  const parsed = outcome.safeParse(value);
  return parsed.success && parsed.data.issue.some(({ code }) => refusals.has(code ?? ''));
}

function inBundle(value: unknown): Found {
  const parsed = bundle.safeParse(value);
  if (!parsed.success) return unsatisfied;
  const resources = parsed.data.entry?.map((entry) => entry.resource) ?? [];
  if (resources.some(refuses)) return blocked;
  const next = parsed.data.link?.find(({ relation }) => relation === 'next')?.url;
  return {
    state: 'here',
    resources: resources.filter((each) => typeOf(each) !== 'OperationOutcome'),
    ...(next !== undefined && { next }),
    ...(parsed.data.total !== undefined && { total: parsed.data.total }),
  };
}

/** One prefetched value or one answer of the FHIR server. `null` is the client's word for no data. */
export function foundIn(value: unknown): Found {
  if (value === undefined) return unsatisfied;
  if (value === null) return { state: 'here', resources: [] };
  switch (typeOf(value)) {
    case undefined:
      return unsatisfied;
    case 'OperationOutcome':
      return refuses(value) ? blocked : unsatisfied;
    case 'Bundle':
      return inBundle(value);
    default:
      return { state: 'here', resources: [value] };
  }
}
