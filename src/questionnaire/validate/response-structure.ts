import { field, isObject, type Json } from '../json.ts';
import type { AnswerProblemCode, Problem } from '../problem.ts';
import { choiceNames, readChoice, readValue } from '../value/value-reading.ts';
import { emptyPaths } from './emptiness.ts';

type Shape = 'text' | 'object' | 'objects' | 'any';

const backbone: readonly (readonly [string, Shape])[] = [
  ['id', 'text'],
  // Left by the converters that turn XML into JSON.
  ['fhir_comments', 'any'],
  ['extension', 'objects'],
  ['modifierExtension', 'objects'],
];

const responseShapes: ReadonlyMap<string, Shape> = new Map([
  ...backbone,
  ['resourceType', 'text'],
  ['meta', 'object'],
  ['implicitRules', 'text'],
  ['language', 'text'],
  ['text', 'object'],
  ['contained', 'objects'],
  ['identifier', 'object'],
  ['basedOn', 'objects'],
  ['partOf', 'objects'],
  ['questionnaire', 'text'],
  ['status', 'text'],
  ['subject', 'object'],
  ['encounter', 'object'],
  ['authored', 'text'],
  ['author', 'object'],
  ['source', 'object'],
  ['item', 'objects'],
]);

const itemShapes: ReadonlyMap<string, Shape> = new Map([
  ...backbone,
  ['linkId', 'text'],
  ['definition', 'text'],
  ['text', 'text'],
  ['answer', 'objects'],
  ['item', 'objects'],
]);

const answerShapes: ReadonlyMap<string, Shape> = new Map([...backbone, ['item', 'objects']]);

const statuses: ReadonlySet<unknown> = new Set([
  ...['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped'],
]);

/** Elements of the data types that answers are made of. */
const typeElements: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['valueCoding', new Set(['id', 'system', 'version', 'code', 'display', 'userSelected'])],
  ['valueQuantity', new Set(['id', 'value', 'comparator', 'unit', 'system', 'code'])],
  ['valueReference', new Set(['id', 'reference', 'type', 'identifier', 'display'])],
  [
    'valueAttachment',
    new Set([
      ...['id', 'contentType', 'language', 'data', 'url', 'size', 'hash', 'title', 'creation'],
    ]),
  ],
]);

type Inspector = { readonly problems: Problem[] };

function fault(
  inspector: Inspector,
  path: string,
  code: AnswerProblemCode = 'bad-structure',
): void {
  inspector.problems.push({ code, severity: 'error', path });
}

function fits(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string' && /\S/.test(value);
    case 'object':
      return isObject(value) && Object.keys(value).length > 0;
    case 'objects':
      return (
        Array.isArray(value) && value.length > 0 && value.every((each) => fits(each, 'object'))
      );
    case 'any':
      return value !== null;
  }
}

function inspectShapes(
  inspector: Inspector,
  object: Json,
  shapes: ReadonlyMap<string, Shape>,
  path: string,
): void {
  for (const [name, value] of Object.entries(object)) {
    const shape = name.startsWith('_') && shapes.has(name.slice(1)) ? 'object' : shapes.get(name);
    if (shape === undefined || !fits(value, shape)) fault(inspector, `${path}.${name}`);
  }
}

/** An extension has an address and either a value or parts. */
function inspectExtensions(inspector: Inspector, object: Json, path: string): void {
  const extensions = field(object, 'extension');
  for (const [index, each] of (Array.isArray(extensions) ? extensions : []).entries()) {
    const here = `${path}.extension[${index}]`;
    if (!isObject(each)) continue;
    const values = Object.keys(each).filter((name) => name.startsWith('value')).length;
    const parts = field(each, 'extension') === undefined ? 0 : 1;
    if (typeof field(each, 'url') !== 'string' || values + parts !== 1) fault(inspector, here);
    inspectExtensions(inspector, each, here);
  }
}

const objectsIn = (object: Json, name: string): readonly unknown[] => {
  const value = field(object, name);
  return Array.isArray(value) ? value : [];
};

const comparators: ReadonlySet<unknown> = new Set(['<', '<=', '>=', '>', undefined]);

/** The invariants of the data types that answers are made of (qty-3, att-1, the form of a code). */
const typeRules: ReadonlyMap<string, (value: Json) => boolean> = new Map([
  ['valueCoding', ({ code }: Json) => code === undefined || /^\S+( \S+)*$/.test(String(code))],
  [
    'valueQuantity',
    ({ code, system, comparator }: Json) =>
      (code === undefined || system !== undefined) && comparators.has(comparator),
  ],
  ['valueAttachment', ({ data, contentType }: Json) => !data || contentType !== undefined],
]);

/** A coding or a quantity has only the elements of its type, and keeps its invariants. */
function inspectParts(inspector: Inspector, value: unknown, name: string, path: string): void {
  const known = typeElements.get(name);
  if (known === undefined || !isObject(value)) return;
  for (const each of Object.keys(value)) {
    if (!known.has(each.replace(/^_/, '')) && each !== 'extension') {
      fault(inspector, `${path}.${each}`);
    }
  }
  if (typeRules.get(name)?.(value) === false) fault(inspector, path);
}

function inspectValue(inspector: Inspector, answer: Json, path: string): void {
  const [name, ...others] = choiceNames(answer, 'value');
  if (name === undefined) {
    const bare = field(answer, 'extension') === undefined && field(answer, 'item') === undefined;
    if (bare) fault(inspector, path);
    return;
  }
  if (others.length > 0) {
    fault(inspector, path);
    return;
  }
  const here = `${path}.${name}`;
  if (readChoice(answer, 'value') === undefined) fault(inspector, here, 'malformed');
  inspectParts(inspector, field(answer, name), name, here);
}

function inspectAnswer(inspector: Inspector, answer: unknown, path: string): void {
  if (!isObject(answer)) return;
  const values = Object.keys(answer).filter((name) => /^_?value[A-Z]/.test(name));
  const known = new Set(choiceNames(answer, 'value'));
  const rest = Object.fromEntries(
    Object.entries(answer).filter(([name]) => !values.includes(name)),
  );
  inspectShapes(inspector, rest, answerShapes, path);
  for (const name of values) {
    if (!name.startsWith('_') && !known.has(name)) fault(inspector, `${path}.${name}`);
  }
  inspectValue(inspector, answer, path);
  inspectExtensions(inspector, answer, path);
  inspectItems(inspector, answer, path);
}

function inspectItem(inspector: Inspector, item: unknown, path: string): void {
  if (!isObject(item)) return;
  inspectShapes(inspector, item, itemShapes, path);
  if (field(item, 'linkId') === undefined) fault(inspector, `${path}.linkId`);
  // qrs-1: nested items stand under the item or under its answers, not both.
  const answers = objectsIn(item, 'answer');
  if (field(item, 'item') !== undefined && answers.length > 0) fault(inspector, path);
  inspectExtensions(inspector, item, path);
  for (const [index, each] of answers.entries()) {
    inspectAnswer(inspector, each, `${path}.answer[${index}]`);
  }
  inspectItems(inspector, item, path);
}

function inspectItems(inspector: Inspector, parent: Json, path: string): void {
  for (const [index, each] of objectsIn(parent, 'item').entries()) {
    inspectItem(inspector, each, `${path}.item[${index}]`);
  }
}

function inspectHead(inspector: Inspector, response: Json, path: string): void {
  if (!statuses.has(field(response, 'status'))) fault(inspector, `${path}.status`, 'wrong-status');
  const authored = field(response, 'authored');
  if (authored !== undefined && readValue('dateTime', authored) === undefined) {
    fault(inspector, `${path}.authored`, 'malformed');
  }
  if (field(response, 'modifierExtension') !== undefined) {
    fault(inspector, `${path}.modifierExtension`);
  }
}

/** What is wrong with a response as a FHIR resource, whatever it answers. */
export function structureProblems(response: Json): readonly Problem[] {
  const inspector: Inspector = { problems: [] };
  const path = 'QuestionnaireResponse';
  for (const here of emptyPaths(response, path)) fault(inspector, here);
  if (inspector.problems.length > 0) return inspector.problems;
  inspectShapes(inspector, response, responseShapes, path);
  inspectHead(inspector, response, path);
  inspectExtensions(inspector, response, path);
  inspectItems(inspector, response, path);
  return inspector.problems;
}
