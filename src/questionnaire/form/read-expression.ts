import { type Json, objectField, stringField } from '../json.ts';
import { present } from '../present.ts';

export type Expression = {
  readonly language: 'text/fhirpath' | 'application/x-fhir-query';
  readonly text: string;
  readonly name?: string;
};

/** The `valueExpression` of an extension, in a language that is known here. */
export function expressionIn(extension: Json): Expression | undefined {
  const written = objectField(extension, 'valueExpression');
  const text = stringField(written, 'expression');
  const language = stringField(written, 'language');
  const name = stringField(written, 'name');
  if (text === undefined) return undefined;
  if (language !== 'text/fhirpath' && language !== 'application/x-fhir-query') return undefined;
  return { language, text, ...present({ name }) };
}
