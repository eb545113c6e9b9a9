import type { Coding } from '../../fhir/index.ts';
import { type Expression, expressionIn } from '../form/expression.ts';
import type { Constraint, Toggle } from '../form/form.ts';
import {
  field,
  flag,
  isObject,
  type Json,
  numberField,
  objectsField,
  stringField,
} from '../json.ts';
import { isCoding, readChoice } from '../value/value-reading.ts';
import { readText } from './reading.ts';

export function firstCode(extension: Json): string | undefined {
  const concept = field(extension, 'valueCodeableConcept');
  if (!isObject(concept)) return stringField(extension, 'valueCode');
  return objectsField(concept, 'coding').flatMap((each) => stringField(each, 'code') ?? [])[0];
}

export const coding = (extension: Json): Coding | undefined => {
  const found = field(extension, 'valueCoding');
  return isCoding(found) ? found : undefined;
};

export const code = (extension: Json): string | undefined => stringField(extension, 'valueCode');

export const decimal = (extension: Json): number | undefined =>
  numberField(extension, 'valueDecimal');

export const integer = (extension: Json): number | undefined =>
  numberField(extension, 'valueInteger');

/** The whole answer must match. Some authors wrap the pattern as FHIRPath does: `matches('…')`. */
export function regex(extension: Json): string | undefined {
  const written = stringField(extension, 'valueString');
  return /^matches\('(.*)'\)$/s.exec(written ?? '')?.[1] ?? written;
}

export function plainExpression(extension: Json): Expression | undefined {
  const text = stringField(extension, 'valueString');
  return text === undefined ? undefined : { language: 'text/fhirpath', text };
}

const part = (extension: Json, url: string): Json | undefined =>
  objectsField(extension, 'extension').find((each) => stringField(each, 'url') === url);

/** `questionnaire-constraint` (R4) writes its expression as a string, `targetConstraint` as an Expression. */
export function readConstraint(extension: Json): Constraint | undefined {
  const written = part(extension, 'expression');
  const human = part(extension, 'human');
  const severity = part(extension, 'severity')?.['valueCode'];
  if (written === undefined || human === undefined) return undefined;
  const text = stringField(written, 'valueString');
  const expression: Expression | undefined =
    text === undefined ? expressionIn(written) : { language: 'text/fhirpath', text };
  if (expression === undefined) return undefined;
  const key = part(extension, 'key');
  return {
    key: String(key?.['valueId'] ?? key?.['valueString'] ?? ''),
    severity: severity === 'warning' ? 'warning' : 'error',
    human: readText(human, 'valueString') ?? readText(human, 'valueMarkdown') ?? { text: '' },
    expression,
  };
}

export function readToggle(extension: Json): Toggle | undefined {
  const inner = part(extension, 'expression');
  const expression = inner === undefined ? undefined : expressionIn(inner);
  if (expression === undefined) return undefined;
  const options = objectsField(extension, 'extension').flatMap((each) =>
    stringField(each, 'url') === 'option' ? (readChoice(each, 'value') ?? []) : [],
  );
  return { options, expression };
}

export function linkPeriod(extension: Json) {
  const duration = field(extension, 'valueDuration');
  if (!isObject(duration)) return undefined;
  const value = numberField(duration, 'value');
  const unit = stringField(duration, 'code') ?? stringField(duration, 'unit');
  return value === undefined || unit === undefined ? undefined : { value, unit };
}

export const variable = (extension: Json) => {
  const expression = expressionIn(extension);
  if (expression?.name === undefined) return undefined;
  return { name: expression.name, expression };
};

export function category(extension: Json): readonly Coding[] | undefined {
  const concept = field(extension, 'valueCodeableConcept');
  if (!isObject(concept)) return undefined;
  return objectsField(concept, 'coding').filter(isCoding);
}

export const text = (extension: Json) =>
  readText(extension, 'valueString') ?? readText(extension, 'valueMarkdown');
export const value = (extension: Json) => readChoice(extension, 'value');
export const yes = (extension: Json) => flag(extension, 'valueBoolean');
export const uri = (extension: Json) =>
  stringField(extension, 'valueUri') ?? stringField(extension, 'valueUrl');
