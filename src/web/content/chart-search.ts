import type { Bundle, BundleEntry, FhirResource } from '../../fhir/index.ts';
import { TransportError } from '../../fhir/index.ts';
import { pagesOf } from '../../outbox/index.ts';
import type { Session } from '../../session/index.ts';

export type Chart = Pick<Session, 'transport' | 'grant' | 'patient' | 'encounter' | 'user'>;

/** As a form writes it (`Observation?code=…`, `Patient/1`): all before the first question mark, and all after it. */
function partsOf(query: string): { readonly path: string; readonly written: string | undefined } {
  const [path = '', ...rest] = query.replace(/^\//, '').split('?');
  return { path, written: rest.length === 0 ? undefined : rest.join('?') };
}

const nameOf = ({ resource, fullUrl }: BundleEntry): string | undefined =>
  resource?.id === undefined ? fullUrl : `${resource.resourceType}/${resource.id}`;

/** One answer of all its pages. What a server says of the search is not found by it; what stands on two pages is one. */
function together(pages: readonly Bundle[]): FhirResource | undefined {
  const [first] = pages;
  if (first === undefined) return undefined;
  const { link: _, entry: __, ...head } = first;
  const found = pages
    .flatMap(({ entry = [] }) => entry)
    .filter(({ search }) => search?.mode !== 'outcome');
  const once = new Map(found.map((each) => [nameOf(each) ?? each, each]));
  return { ...head, ...(once.size > 0 && { entry: [...once.values()] }) };
}

/** A form that says how many it wants has said where to stop: `_sort=-date&_count=1` is the latest one. */
async function search({ transport }: Chart, path: string, written: string) {
  const parameters = new URLSearchParams(written);
  const isBounded = parameters.has('_count');
  if (!isBounded) parameters.set('_count', '100');
  const request = {
    method: 'POST',
    path: `${path}/_search`,
    search: parameters.toString(),
  } as const;
  if (isBounded) {
    const { status, resource } = await transport(request);
    const isFound = status === 200 && resource?.resourceType === 'Bundle';
    return isFound ? together([resource]) : undefined;
  }
  const answer = await pagesOf(transport, request);
  return 'pages' in answer ? together(answer.pages) : undefined;
}

/**
 * What the record holds there, the whole of it. Nothing when it will not say all or may not be asked: what would have
 * come from there is then a question like any other.
 */
export async function askChart(chart: Chart, query: string): Promise<FhirResource | undefined> {
  const { path, written } = partsOf(query);
  const [type = ''] = path.split('/');
  if (!chart.grant.may(written === undefined ? 'read' : 'search', type)) return undefined;
  try {
    if (written !== undefined) return await search(chart, path, written);
    const { status, resource } = await chart.transport({ method: 'GET', path });
    return status === 200 ? resource : undefined;
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return undefined;
  }
}
