import type { FhirResource, Transport } from '../fhir/index.ts';
import type { Stored } from './delivery.ts';
import { isVoid, known, search, storedAs } from './find.ts';

/** An occasion as it stands in the chart now: what a change or a taking back of it is made over. */
export type Standing = {
  readonly resources: readonly FhirResource[];
  readonly base: readonly Stored[];
};

/** Everything that carries the occasion's mark and counts. Rejects `unreadable` when the server will not say. */
export async function standing(
  transport: Transport,
  mark: { readonly system: string; readonly key: string },
  types: readonly string[],
): Promise<Standing> {
  const resources: FhirResource[] = [];
  for (const type of types) {
    const found = known(await search(transport, type, '_tag', [`${mark.system}|${mark.key}`]));
    resources.push(...found.filter((each) => !isVoid(each)));
  }
  return { resources, base: resources.map(storedAs) };
}
