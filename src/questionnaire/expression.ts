import type { Collection } from './fhirpath/navigate.ts';
import type { Scope } from './fhirpath/run.ts';
import { isObject, type Json, stringField } from './json.ts';
import { present } from './present.ts';

export type Expression = {
  readonly language: 'text/fhirpath' | 'application/x-fhir-query';
  readonly text: string;
  readonly name?: string;
};

/** An expression that can be run. `reads`: the items it looks at, by index. */
export type Program = {
  readonly run: (focus: Collection, scope: Scope) => Collection;
  readonly reads: readonly number[];
};

/** The rest of FHIRPath, handed in from outside: gives a function for an expression, or throws if it is malformed. */
export type Evaluate = (
  expression: string,
  base: 'QuestionnaireResponse' | 'QuestionnaireResponse.item',
) => (input: unknown, environment: Readonly<Record<string, unknown>>) => readonly unknown[];

/** A FHIR Expression in a language that is known here. */
export function readExpression(raw: unknown): Expression | undefined {
  if (!isObject(raw)) return undefined;
  const text = stringField(raw, 'expression');
  const language = stringField(raw, 'language');
  const name = stringField(raw, 'name');
  if (text === undefined) return undefined;
  if (language !== 'text/fhirpath' && language !== 'application/x-fhir-query') return undefined;
  return { language, text, ...present({ name }) };
}

/** The `valueExpression` of an extension. */
export function expressionIn(extension: Json): Expression | undefined {
  return readExpression(extension['valueExpression']);
}
