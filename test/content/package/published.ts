import { join } from 'node:path';
import type { FhirResource } from 'fhir/r4';
import { readRoutine } from '../../../src/cli/checked-routine.ts';
import { toPublish } from '../../../src/cli/publish-command.ts';
import { publish, type ToPublish } from '../../../src/publish/index.ts';

const root = join(import.meta.dirname, '../../..');

export const whatIsPublished = (id: string): ToPublish =>
  toPublish(readRoutine(join(root, 'routines', id)));

/** The package of a routine: its files as text, and its resources. */
export function published(id: string): {
  readonly files: ReadonlyMap<string, string>;
  readonly resources: readonly (readonly [string, FhirResource])[];
} {
  const files = publish(whatIsPublished(id));
  const resources = [...files]
    .filter(([name]) => /\/[A-Z][^/]*\.json$/.test(name))
    .map(([name, text]) => [name, JSON.parse(text) as FhirResource] as const);
  return { files, resources };
}
