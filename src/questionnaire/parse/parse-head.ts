import type { Constraint, Form, LaunchContext, Variable } from '../form/form.ts';
import { type Json, objectField, stringField } from '../json.ts';
import { present } from '../present.ts';
import { extensionOf, extensionsOf, shortName } from './extension-name.ts';
import { keep, more, type ReadInto, readExtensions } from './extension-table.ts';
import { code, readConstraint, variable } from './extension-value.ts';
import { codingsOf } from './parse-item.ts';
import { type Reading, readText } from './reading.ts';

type Lists = {
  variables: readonly Variable[];
  constraints: readonly Constraint[];
  launchContext: readonly LaunchContext[];
  entryMode?: string;
};

export function readLaunchContext(extension: Json): LaunchContext | undefined {
  const named = extensionOf(extension, 'name');
  const name =
    stringField(objectField(named, 'valueCoding'), 'code') ?? stringField(named, 'valueId');
  const types = extensionsOf(extension, 'type').flatMap((each) => code(each) ?? []);
  return name === undefined ? undefined : { name, types };
}

const readers: ReadonlyMap<string, ReadInto<Lists>> = new Map<string, ReadInto<Lists>>([
  ['variable', keep('variables', more(variable))],
  ['questionnaire-constraint', keep('constraints', more(readConstraint))],
  ['targetConstraint', keep('constraints', more(readConstraint))],
  ['sdc:launchContext', keep('launchContext', more(readLaunchContext))],
  ['sdc:entryMode', keep('entryMode', code)],
]);

/** The extensions of a questionnaire that are read, by short name. */
export const headExtensionNames = (): readonly string[] => [...readers.keys()];

/** Whether the extension of a questionnaire with that address is read. */
export const knowsHeadExtension = (url: string): boolean => readers.has(shortName(url));

/** Read elsewhere (population, extraction), or saying nothing about how the form behaves. */
const elsewhere: ReadonlySet<string> = new Set(
  (
    'sdc:sourceQueries sdc:templateExtract sdc:extractAllocateId sdc:observationExtract sdc:assembledFrom ' +
    'sdc:preferredTerminologyServer sdc:assemble-expectation sdc:observationExtractCategory ' +
    'structuredefinition-wg structuredefinition-standards-status structuredefinition-fmm ' +
    'http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.versionAlgorithm[x]'
  ).split(' '),
);

const decisive: ReadonlySet<string> = new Set([
  'variable',
  'questionnaire-constraint',
  'targetConstraint',
]);

/** Everything about a questionnaire but its items. */
export function readHead(reading: Reading, raw: Json, path: string) {
  const lists: Lists = { variables: [], constraints: [], launchContext: [] };
  readExtensions(reading, raw, path, { readers, elsewhere, decisive }, lists);
  const url = stringField(raw, 'url');
  const version = stringField(raw, 'version');
  const title = readText(raw, 'title');
  return {
    language: stringField(raw, 'language') ?? 'und',
    code: codingsOf(raw, 'code'),
    ...lists,
    source: raw,
    ...present({ url, version, title }),
  } satisfies Partial<Form>;
}
