import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Specimen } from '../../src/questionnaire/index.ts';
import packages from './packages.json' with { type: 'json' };
import { filesIn } from './tar.ts';

type FhirPackage = (typeof packages)[number];

const cache = join(import.meta.dirname, '../../node_modules/.cache/fhir-packages');

/** The package as it lies in the npm registry, fetched once; unpacked the larger one would be 188 MB. */
function archive({ name, version, integrity }: FhirPackage): Buffer {
  const file = join(cache, `${name}-${version}.tgz`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    // A shell, because npm is a script on Windows. Nothing here comes from outside this folder.
    const command = `npm pack ${name}@${version} --pack-destination "${cache}" --silent`;
    execFileSync(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const bytes = readFileSync(file);
  const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (found !== integrity) throw new Error(`${file} is not what packages.json pins: ${found}`);
  return bytes;
}

const questionnaire = z.looseObject({ resourceType: z.literal('Questionnaire') });

function specimensIn(one: FhirPackage): readonly Specimen[] {
  const found: Specimen[] = [];
  for (const { name, content } of filesIn(archive(one))) {
    if (!name.endsWith('.json') || !content.includes('"Questionnaire"')) continue;
    const read = questionnaire.safeParse(JSON.parse(content.toString('utf8')));
    if (read.success)
      found.push({ name: name.replace(/^package\//, ''), questionnaire: read.data });
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The StructureDefinitions of one of the packages. */
export function definitionsOf(name: string): readonly unknown[] {
  return packages
    .filter((each) => each.name === name)
    .flatMap((each) => [...filesIn(archive(each))])
    .filter((file) => /\/StructureDefinition-[^/]*\.json$/.test(file.name))
    .map(({ content }) => JSON.parse(content.toString('utf8')) as unknown);
}

export type Published = readonly {
  readonly title: string;
  readonly specimens: readonly Specimen[];
}[];

/** Every Questionnaire of HL7's packages, by package. */
export function publishedQuestionnaires(): Published {
  return packages.map((one) => ({
    title: `\`${one.name}\` ${one.version}`,
    specimens: specimensIn(one),
  }));
}
