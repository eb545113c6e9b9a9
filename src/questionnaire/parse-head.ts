import { readExtensions, shortName } from './extension-table.ts';
import { readConstraint, variable } from './extension-value.ts';
import type { Constraint, Form, LaunchContext, Variable } from './form.ts';
import { field, isObject, type Json, objectsField, stringField } from './json.ts';
import { codingsOf } from './parse-item.ts';
import { present } from './present.ts';
import { type Reading, readText } from './reading.ts';

type Lists = {
  readonly variables: Variable[];
  readonly constraints: Constraint[];
  readonly launchContext: LaunchContext[];
  readonly entryModes: string[];
};

function readLaunchContext(extension: Json): LaunchContext | undefined {
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

/** Puts what was read on a list; false when there was nothing to read. */
function keep<Each>(list: Each[], found: Each | undefined): boolean {
  if (found === undefined) return false;
  list.push(found);
  return true;
}

const readers: ReadonlyMap<string, (extension: Json, lists: Lists) => boolean> = new Map([
  ['variable', (each: Json, lists: Lists) => keep(lists.variables, variable(each))],
  [
    'questionnaire-constraint',
    (each: Json, lists: Lists) => keep(lists.constraints, readConstraint(each)),
  ],
  ['targetConstraint', (each: Json, lists: Lists) => keep(lists.constraints, readConstraint(each))],
  [
    'sdc:launchContext',
    (each: Json, lists: Lists) => keep(lists.launchContext, readLaunchContext(each)),
  ],
  [
    'sdc:entryMode',
    (each: Json, lists: Lists) => keep(lists.entryModes, stringField(each, 'valueCode')),
  ],
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

function readLists(reading: Reading, raw: Json, path: string): Lists {
  const lists: Lists = { variables: [], constraints: [], launchContext: [], entryModes: [] };
  return readExtensions(reading, raw, path, { readers, elsewhere, decisive }, lists);
}

/** Everything about a questionnaire but its items. */
export function readHead(reading: Reading, raw: Json, path: string) {
  const { variables, constraints, launchContext, entryModes } = readLists(reading, raw, path);
  const [entryMode] = entryModes;
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
