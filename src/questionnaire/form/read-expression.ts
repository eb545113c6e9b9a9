import { isObject, type Json, stringField } from '../json.ts';
import { present } from '../present.ts';

export type Expression = {
  readonly language: 'text/fhirpath' | 'application/x-fhir-query';
  readonly text: string;
  readonly name?: string;
};

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
