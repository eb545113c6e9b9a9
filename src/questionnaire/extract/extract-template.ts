import { compile } from '../fhirpath/compile.ts';
import { ExpressionFault } from '../fhirpath/fault.ts';
import { hostRun, written } from '../fhirpath/host.ts';
import type { Collection } from '../fhirpath/navigate.ts';
import { parseExpression } from '../fhirpath/parser.ts';
import type { Run, Scope } from '../fhirpath/run.ts';
import { widerFunctions } from '../fhirpath/wider.ts';
import type { Base, Evaluate } from '../form/expression.ts';
import type { Form } from '../form/form.ts';
import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import { shortName } from '../parse/extension-name.ts';

/** A template's expression could not be worked out: the extraction fails as a whole, rather than in part. */
export class TemplateError extends Error {
  readonly code: 'bad-expression' | 'failed-expression' | 'no-template';
  readonly expression: string;
  constructor(code: TemplateError['code'], expression: string, cause?: unknown) {
    super(`${code}: ${expression}`, { cause });
    this.name = 'TemplateError';
    this.code = code;
    this.expression = expression;
  }
}

export type Sight = {
  readonly form: Form;
  readonly scope: Scope;
  /** FHIRPath beyond our own. */
  readonly evaluate?: Evaluate;
};

/** The element that an expression of a template stands on: the response, an item, an answer, or what is in one. */
function baseOf([element]: Collection): Base {
  if (!isObject(element)) return 'Element';
  if (stringField(element, 'resourceType') === 'QuestionnaireResponse') {
    return 'QuestionnaireResponse';
  }
  if (stringField(element, 'linkId') !== undefined) return 'QuestionnaireResponse.item';
  const isAnswer = Object.keys(element).some((name) => /^value[A-Z]/.test(name));
  return isAnswer ? 'QuestionnaireResponse.item.answer' : 'Element';
}

function runOf(sight: Sight, expression: string, focus: Collection): Run | undefined {
  const { byLinkId } = sight.form;
  const ast = parseExpression(expression);
  const own = ast && compile(ast, { byLinkId, nested: true, functions: widerFunctions });
  if (own?.run || sight.evaluate === undefined) return own?.run;
  return hostRun(sight.evaluate, expression, baseOf(focus), [...(own?.reads.variables ?? [])]);
}

function evaluate(sight: Sight, expression: string, focus: Collection): Collection {
  const run = runOf(sight, expression, focus);
  if (run === undefined) throw new TemplateError('bad-expression', expression);
  try {
    return run(focus, sight.scope);
  } catch (cause) {
    if (cause instanceof ExpressionFault) {
      throw new TemplateError('failed-expression', expression, cause);
    }
    throw cause;
  }
}

/** The one text, or number, that an expression gives. */
export function textGiven(sight: Sight, expression: string, focus: Collection): string | undefined {
  const [value] = evaluate(sight, expression, focus).map(written);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The expression of a template extension: a string, or an Expression. */
function expressionOf(object: unknown, name: string): string | undefined {
  if (!isObject(object)) return undefined;
  const found = objectsField(object, 'extension').find(
    (each) => shortName(stringField(each, 'url') ?? '') === `sdc:${name}`,
  );
  if (found === undefined) return undefined;
  const inner = field(found, 'valueExpression');
  return (
    stringField(found, 'valueString') ??
    (isObject(inner) ? stringField(inner, 'expression') : undefined)
  );
}

/** The object without the extensions that steer the extraction. */
function withoutSteering(object: Json): Json {
  const left = objectsField(object, 'extension').filter(
    (each) => !shortName(stringField(each, 'url') ?? '').startsWith('sdc:templateExtract'),
  );
  const { extension: _, ...rest } = object;
  return left.length === 0 ? rest : { ...rest, extension: left };
}

/** The values that stand in an element's place: its own, those an expression gives, one for each context found. */
function filled(sight: Sight, element: unknown, focus: Collection): readonly unknown[] {
  if (!isObject(element)) return [element];
  const context = expressionOf(element, 'templateExtractContext');
  const contexts =
    context === undefined ? [focus] : evaluate(sight, context, focus).map((one) => [one]);
  const value = expressionOf(element, 'templateExtractValue');
  return contexts.flatMap((each) => {
    if (value !== undefined) {
      return evaluate(sight, value, each).map(written);
    }
    const made = filledObject(sight, withoutSteering(element), each);
    return Object.keys(made).length === 0 ? [] : [made];
  });
}

/** A primitive's value comes from the extension on its shadow (`_status`); a list's from those in it. */
function shadowValues(sight: Sight, shadow: unknown, focus: Collection): readonly unknown[] {
  const list = Array.isArray(shadow) ? shadow : [shadow];
  return list.flatMap((each: unknown) =>
    isObject(each) && expressionOf(each, 'templateExtractValue') !== undefined
      ? filled(sight, each, focus)
      : [],
  );
}

function hasSteering(shadow: unknown): boolean {
  const list = Array.isArray(shadow) ? shadow : [shadow];
  return list.some((each: unknown) => expressionOf(each, 'templateExtractValue') !== undefined);
}

type Member = readonly (readonly [string, unknown])[];

/** A list stays a list, however few or many values it got; an element that got none is left out. */
function memberOf(name: string, values: readonly unknown[], isList: boolean): Member {
  if (values.length === 0) return [];
  return [[name, isList ? values : values[0]]];
}

function filledMember(sight: Sight, object: Json, name: string, focus: Collection): Member {
  const value = object[name];
  if (name.startsWith('_') && hasSteering(value)) {
    const plain = name.slice(1);
    const isList = Array.isArray(value) || Array.isArray(object[plain]);
    return memberOf(plain, shadowValues(sight, value, focus), isList);
  }
  // What stands in a template beside an expression is only an example.
  if (hasSteering(object[`_${name}`])) return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return memberOf(
    name,
    values.flatMap((each) => filled(sight, each, focus)),
    Array.isArray(value),
  );
}

function filledObject(sight: Sight, object: Json, focus: Collection): Json {
  return Object.fromEntries(
    Object.keys(object).flatMap((name) => filledMember(sight, object, name, focus)),
  );
}

/** A template with everything in it worked out on the response, or on the item it belongs to. */
export function fillTemplate(sight: Sight, template: Json, focus: Collection): Json {
  const context = expressionOf(template, 'templateExtractContext');
  const within = context === undefined ? focus : evaluate(sight, context, focus);
  return filledObject(sight, withoutSteering(template), within);
}
