import { type FhirResource, own } from '../fhir/index.ts';
import type { Pack } from '../routine/index.ts';
import { jurisdictionOf } from './jurisdiction.ts';
import { mainLanguage } from './said.ts';

/** The name of the package of a routine, as FHIR packages are named. */
export const packageName = (id: string): string => `tryggfraga.routine.${id}`;

/** `package.json` of a FHIR package (http://hl7.org/fhir/packages.html). */
export function packageManifest(pack: Pack): object {
  const title = pack.title[mainLanguage(pack)] ?? pack.id;
  const { system, code } = jurisdictionOf(pack);
  return {
    name: packageName(pack.id),
    version: pack.version,
    type: 'Conformance',
    canonical: own,
    title,
    description: title,
    author: pack.owner,
    license: pack.licence,
    date: pack.validFrom.replaceAll('-', ''),
    fhirVersions: ['4.0.1'],
    dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
    jurisdiction: `${system}#${code}`,
    directories: { lib: 'package' },
  };
}

const indexed = ['resourceType', 'id', 'url', 'version', 'kind'] as const;

/** `.index.json`: what can be found without opening every file. */
export function packageIndex(resources: readonly (readonly [string, FhirResource])[]): object {
  return {
    'index-version': 2,
    files: resources.map(([filename, resource]) => ({
      filename,
      ...Object.fromEntries(
        indexed
          .map((key): [string, unknown] => [key, Reflect.get(resource, key)])
          .filter(([, value]) => typeof value === 'string'),
      ),
    })),
  };
}
