import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import type { Problem } from '../problem.ts';
import { choiceNames, readChoice } from '../value/value-reading.ts';
import { containedIn } from './contained.ts';
import { emptyPaths } from './emptiness.ts';
import { fault, type Inspector, root } from './inspector.ts';
import { primitiveFault } from './primitive.ts';
import { complexTypes, elements, extensionTypes, primitives } from './response-elements.ts';
import { invariants } from './response-invariants.ts';

const statuses: ReadonlySet<unknown> = new Set([
  ...['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped'],
]);

function inspectPrimitive(inspector: Inspector, type: string, value: unknown, path: string): void {
  const code = primitiveFault(type, value);
  if (code !== undefined) fault(inspector, path, code);
}

/** `value[x]` of an extension: of a type that FHIR has, and as that type is written. */
function inspectExtensionValue(inspector: Inspector, extension: Json, name: string, path: string) {
  const value = field(extension, name);
  const suffix = name.slice('value'.length);
  const primitive = primitives[suffix];
  const here = `${path}.${name}`;
  const expected = extensionTypes.get(stringField(extension, 'url'));
  if (expected !== undefined && suffix !== expected) fault(inspector, here);
  else if (primitive === undefined && !complexTypes.has(suffix)) fault(inspector, here);
  else if (value === undefined) return;
  else if (primitive !== undefined) inspectPrimitive(inspector, primitive, value, here);
  // What an extension refers to is not judged: HL7's own examples write it in ways that lead nowhere.
  else if (suffix in elements && suffix !== 'Reference')
    inspectObject(inspector, suffix, value, here);
  else if (!isObject(value)) fault(inspector, here);
}

/** An extension has an address, of its own or as a part of another, and either one value or parts (ext-1). */
function inspectExtension(
  inspector: Inspector,
  extension: unknown,
  path: string,
  isPart: boolean,
): void {
  if (!isObject(extension)) {
    fault(inspector, path);
    return;
  }
  const written = Object.keys(extension).map((name) => name.replace(/^_/, ''));
  const names = [...new Set(written)].filter((name) => !/^(id|url|fhir_comments)$/.test(name));
  const [name = ''] = names;
  const url = stringField(extension, 'url') ?? '';
  const addressed = isPart ? url !== '' : /^[a-z][a-z\d+.-]*:\S+$/i.test(url);
  const isOne = names.length === 1 && (name === 'extension' || /^value[A-Z]/.test(name));
  holdInvariants(inspector, 'Extension', extension, path);
  if (!addressed || !isOne) fault(inspector, path);
  else if (name !== 'extension') inspectExtensionValue(inspector, extension, name, path);
  inspectExtensions(inspector, field(extension, 'extension'), `${path}.extension`, true);
}

function inspectExtensions(
  inspector: Inspector,
  list: unknown,
  path: string,
  areParts = false,
): void {
  if (list === undefined) return;
  if (!Array.isArray(list)) fault(inspector, path);
  else {
    for (const [index, each] of list.entries()) {
      inspectExtension(inspector, each, `${path}[${index}]`, areParts);
    }
  }
}

/** `_name`: what a primitive has beside its value, an id and extensions; only for a primitive of this type. */
function inspectShadow(
  inspector: Inspector,
  kind: string | undefined,
  value: unknown,
  path: string,
): void {
  const isPrimitive = kind !== undefined && !(kind.replace('*', '') in elements);
  if (!isPrimitive || typeof value !== 'object') fault(inspector, path);
  else if (isObject(value)) inspectObject(inspector, 'Shadow', value, path);
}

function inspectOne(inspector: Inspector, type: string, value: unknown, path: string): void {
  if (type === 'Resource') {
    if (!isObject(value)) fault(inspector, path);
    else holdInvariants(inspector, type, value, path);
    return;
  }
  if (type in elements) {
    inspectObject(inspector, type, value, path);
    return;
  }
  inspectPrimitive(inspector, type, value, path);
}

function holdInvariants(inspector: Inspector, type: string, value: Json, path: string): void {
  for (const [name, holds] of Object.entries(invariants[type] ?? {})) {
    if (!holds(value, inspector)) fault(inspector, path, 'bad-structure', name);
  }
}

function inspectMember(inspector: Inspector, kind: string, value: unknown, path: string): void {
  if (!kind.endsWith('*')) {
    inspectOne(inspector, kind, value, path);
    return;
  }
  if (!Array.isArray(value)) {
    fault(inspector, path);
    return;
  }
  for (const [index, each] of value.entries()) {
    inspectOne(inspector, kind.slice(0, -1), each, `${path}[${index}]`);
  }
}

/** What an element of that name is; of an answer's values only those that are primitives. */
function kindOf(type: string, name: string): string | undefined {
  const kinds = elements[type] ?? {};
  if (Object.hasOwn(kinds, name)) return kinds[name];
  const [, suffix = ''] = (type === 'Answer' && /^value([A-Z].*)/.exec(name)) || [];
  return primitives[suffix];
}

/** One element by its name. Among what is not known are modifiers, which may turn the rest into its opposite. */
function inspectElement(
  inspector: Inspector,
  type: string,
  [name, value]: readonly [string, unknown],
  path: string,
): void {
  const kind = kindOf(type, name);
  if (name === 'id') inspectPrimitive(inspector, type === root ? 'id' : 'elementId', value, path);
  else if (name === 'extension') inspectExtensions(inspector, value, path);
  else if (name.startsWith('_')) inspectShadow(inspector, kindOf(type, name.slice(1)), value, path);
  else if (kind === undefined) fault(inspector, path);
  else inspectMember(inspector, kind, value, path);
}

function inspectObject(inspector: Inspector, type: string, value: unknown, path: string): void {
  if (!isObject(value)) {
    fault(inspector, path);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const isValue = type === 'Answer' && /^value[A-Z]/.test(name);
    // fhir_comments is left by the converters that turn XML into JSON.
    if (isValue || name === 'fhir_comments') continue;
    inspectElement(inspector, type, [name, member], `${path}.${name}`);
  }
  holdInvariants(inspector, type, value, path);
  if (type === 'Answer') inspectValue(inspector, value, path);
}

/** The value of an answer: one, of a type that answers have. An answer may instead say why there is none. */
function inspectValue(inspector: Inspector, answer: Json, path: string): void {
  const known = choiceNames(answer, 'value');
  const written = Object.keys(answer).filter((name) => /^value[A-Z]/.test(name));
  for (const name of written) if (!known.includes(name)) fault(inspector, `${path}.${name}`);
  const [name, ...others] = known;
  const reasons = ['extension', 'item'].some((each) => field(answer, each) !== undefined);
  const shadowed = Object.keys(answer).some((each) => each.startsWith('_value'));
  if (name === undefined && written.length === 0 && !reasons && !shadowed) fault(inspector, path);
  if (others.length > 0) fault(inspector, path);
  if (name === undefined || others.length > 0) return;
  inspectOneValue(inspector, answer, name, `${path}.${name}`);
}

function inspectOneValue(inspector: Inspector, answer: Json, name: string, path: string): void {
  const type = name.slice('value'.length);
  const primitive = primitives[type];
  if (primitive === undefined) inspectObject(inspector, type, field(answer, name), path);
  else if (readChoice(answer, 'value') === undefined) fault(inspector, path, 'malformed');
  else inspectPrimitive(inspector, primitive, field(answer, name), path);
}

/** Every `#id` that anything in the response names: its references, and its questionnaire. */
function namedIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('#') ? [value.slice(1)] : [];
  if (Array.isArray(value)) return value.flatMap(namedIn);
  return isObject(value) ? Object.values(value).flatMap(namedIn) : [];
}

/** What is wrong with a response as a FHIR resource, whatever it answers. */
export function structureProblems(response: Json): readonly Problem[] {
  const inspector: Inspector = { response, problems: [], contained: containedIn(response) };
  for (const here of emptyPaths(response, root)) fault(inspector, here);
  if (inspector.problems.length > 0) return inspector.problems;
  inspectObject(inspector, root, response, root);
  if (!statuses.has(field(response, 'status'))) fault(inspector, `${root}.status`, 'wrong-status');
  // dom-3: a contained resource is named by something, or names what it is contained in.
  const named = new Set(namedIn(response));
  const contained = objectsField(response, 'contained');
  const loose = contained.some(
    (each) => !named.has(stringField(each, 'id') ?? '') && !namedIn(each).includes(''),
  );
  if (loose || inspector.contained.size < contained.length) fault(inspector, `${root}.contained`);
  return inspector.problems;
}
