/** For the tests beside: servers that answer a search otherwise than one might think. */
import type { Bundle, BundleEntry, FhirReply, FhirResource, Transport } from '../../fhir/index.ts';
import type { ModelServer } from './model-server.ts';

const bundle = (entry: BundleEntry[], next?: string): FhirReply => ({
  status: 200,
  resource: {
    resourceType: 'Bundle',
    type: 'searchset',
    entry,
    ...(next && { link: [{ relation: 'next', url: next }] }),
  } satisfies Bundle,
});

/** Gives so many at a time, whatever was asked for. */
export function inPages(server: ModelServer, size: number): ModelServer {
  const waiting = new Map<string, BundleEntry[]>();
  const page = (entry: BundleEntry[]): FhirReply => {
    const next = `https://ehr.example/fhir/page/${waiting.size + 1}`;
    if (entry.length <= size) return bundle(entry);
    waiting.set(next, entry.slice(size));
    return bundle(entry.slice(0, size), next);
  };
  const transport: Transport = async (request) => {
    const rest = waiting.get(request.path);
    if (rest !== undefined) return page(rest);
    const reply = await server.transport(request);
    const found = request.search && reply.resource?.resourceType === 'Bundle';
    return found ? page(reply.resource.entry ?? []) : reply;
  };
  return { ...server, transport };
}

/** Does not know this search parameter, and gives all that it has of the type, as FHIR lets it. */
export function deafTo(name: string, server: ModelServer): ModelServer {
  const all = (type: string): BundleEntry[] =>
    server
      .stored()
      .filter(({ resourceType }) => resourceType === type)
      .map((resource: FhirResource) => ({ resource }));
  return {
    ...server,
    transport: async (request) =>
      new URLSearchParams(request.search).has(name)
        ? bundle(all(request.path.split('/')[0] ?? ''))
        : server.transport(request),
  };
}

/** Every page says that there is one more. */
export function withoutEnd(server: ModelServer): ModelServer {
  return {
    ...server,
    transport: async (request) =>
      request.search || request.path.startsWith('https:')
        ? bundle([], 'https://ehr.example/fhir/page/again')
        : server.transport(request),
  };
}
