import type { Constraint, Form, LaunchContext, Variable } from '../form/form.ts';
import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import { present } from '../present.ts';
import { keepIn, more, type ReadInto, readExtensions, shortName } from './extension-table.ts';
import { code, readConstraint, variable } from './extension-value.ts';
import { codingsOf } from './parse-item.ts';
import { type Reading, readText } from './reading.ts';

type Lists = {
  variables?: readonly Variable[];
  constraints?: readonly Constraint[];
  launchContext?: readonly LaunchContext[];
  entryMode?: string;
};

const keep = keepIn<Lists>();

export function readLaunchContext(extension: Json): LaunchContext | undefined {
  const parts = objectsField(extension, 'extension');
  const named = parts.find((each) => stringField(each, 'url') === 'name');
  const coding = named === undefined ? undefined : field(named, 'valueCoding');
  const name = isObject(coding)
    ? stringField(coding, 'code')
    : named && stringField(named, 'valueId');
  if (name === undefined) return undefined;
  const types = parts.flatMap((each) =>
    stringField(each, 'url') === 'type' ? (stringField(each, 'valueCode') ?? []) : [],
  );
  return { name, types };
}

const readers: ReadonlyMap<string, ReadInto<Lists>> = new Map([
  ['variable', keep('variables', more(variable))],
  ['questionnaire-constraint', keep('constraints', more(readConstraint))],
  ['targetConstraint', keep('constraints', more(readConstraint))],
  ['sdc:launchContext', keep('launchContext', more(readLaunchContext))],
  ['sdc:entryMode', keep('entryMode', code)],
]);

/** The extensions of a questionnaire that are read, by short name. */
export const headExtensionNames: readonly string[] = [...readers.keys()];

/** Whether the extension of a questionnaire with that address is read. */
export function knowsHeadExtension(url: string): boolean {
  return readers.has(shortName(url));
}

/** Read elsewhere (population, extraction), or saying nothing about how the form behaves. */
const elsewhere: ReadonlySet<string> = new Set([
  ...[
    'sdc:sourceQueries',
    'sdc:templateExtract',
    'sdc:extractAllocateId',
    'sdc:observationExtract',
    'sdc:assembledFrom',
  ],
  ...[
    'sdc:preferredTerminologyServer',
    'sdc:assemble-expectation',
    'sdc:observationExtractCategory',
  ],
  ...['structuredefinition-wg', 'structuredefinition-standards-status', 'structuredefinition-fmm'],
  'http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.versionAlgorithm[x]',
]);

const decisive: ReadonlySet<string> = new Set([
  'variable',
  'questionnaire-constraint',
  'targetConstraint',
]);

/** Everything about a questionnaire but its items. */
export function readHead(reading: Reading, raw: Json, path: string) {
  const lists: Lists = {};
  readExtensions(reading, raw, path, { readers, elsewhere, decisive }, lists);
  const { variables = [], constraints = [], launchContext = [], entryMode } = lists;
  const url = stringField(raw, 'url');
  const version = stringField(raw, 'version');
  const title = readText(raw, 'title');
  return {
    language: stringField(raw, 'language') ?? 'und',
    code: codingsOf(raw, 'code'),
    ...{ variables, constraints, launchContext, source: raw },
    ...present({ entryMode, url, version, title }),
  } satisfies Partial<Form>;
}
