import type { Coding } from '../../fhir/index.ts';
import { type Expression, expressionIn } from '../form/expression.ts';
import type { Constraint, Toggle } from '../form/form.ts';
import {
  field,
  flag,
  type Json,
  numberField,
  objectField,
  objectsField,
  stringField,
} from '../json.ts';
import { isCoding, readChoice } from '../value/value-reading.ts';
import { extensionOf, extensionsOf, nameOf } from './extension-name.ts';
import { wordsIn } from './reading.ts';

const codingsIn = (extension: Json): readonly Json[] =>
  objectsField(objectField(extension, 'valueCodeableConcept'), 'coding');

export function firstCode(extension: Json): string | undefined {
  const [found] = codingsIn(extension).flatMap((each) => stringField(each, 'code') ?? []);
  return found ?? code(extension);
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
  return written?.replace(/^matches\('(.*)'\)$/s, '$1');
}

export function plainExpression(extension: Json): Expression | undefined {
  const text = stringField(extension, 'valueString');
  return text ? { language: 'text/fhirpath', text } : undefined;
}

/** `questionnaire-constraint` (R4) writes its expression as a string, `targetConstraint` as an Expression. */
export function readConstraint(extension: Json): Constraint | undefined {
  const written = extensionOf(extension, 'expression');
  const human = extensionOf(extension, 'human');
  const expression = plainExpression(written) ?? expressionIn(written);
  if (!expression || !nameOf(human)) return undefined;
  const key = extensionOf(extension, 'key');
  const severity = code(extensionOf(extension, 'severity'));
  return {
    key: stringField(key, 'valueId') ?? stringField(key, 'valueString') ?? '',
    severity: severity === 'warning' ? severity : 'error',
    human: wordsIn(human) ?? { text: '' },
    expression,
  };
}

export function readToggle(extension: Json): Toggle | undefined {
  const expression = expressionIn(extensionOf(extension, 'expression'));
  const options = extensionsOf(extension, 'option').flatMap((each) => value(each) ?? []);
  return expression && { options, expression };
}

export function linkPeriod(extension: Json) {
  const duration = objectField(extension, 'valueDuration');
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
  const found = codingsIn(extension).filter(isCoding);
  return found.length === 0 ? undefined : found;
}

export const value = (extension: Json) => readChoice(extension, 'value');
export const yes = (extension: Json) => flag(extension, 'valueBoolean');
export const uri = (extension: Json) =>
  stringField(extension, 'valueUri') ?? stringField(extension, 'valueUrl');
