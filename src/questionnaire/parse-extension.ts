import type { Coding } from '../fhir/index.ts';
import { type Expression, expressionIn, readExpression } from './expression.ts';
import { readExtensions, shortName } from './extension-table.ts';
import type { Constraint, ItemExtras, Toggle } from './form.ts';
import {
  field,
  flag,
  isObject,
  type Json,
  numberField,
  objectsField,
  stringField,
} from './json.ts';
import { type Reading, readText } from './reading.ts';
import { isCoding, readChoice } from './value-reading.ts';

type Extras = { -readonly [Name in keyof ItemExtras]: ItemExtras[Name] };

/** Puts what an extension says into the extras; false when it is malformed. */
type Read = (extension: Json, extras: Extras) => boolean;

function keep<Name extends keyof ItemExtras>(
  name: Name,
  read: (extension: Json) => ItemExtras[Name] | undefined,
): Read {
  return (extension, extras) => {
    const value = read(extension);
    if (value === undefined) return false;
    extras[name] = value;
    return true;
  };
}

function firstCode(extension: Json): string | undefined {
  const concept = field(extension, 'valueCodeableConcept');
  if (!isObject(concept)) return stringField(extension, 'valueCode');
  return objectsField(concept, 'coding').flatMap((each) => stringField(each, 'code') ?? [])[0];
}

const coding = (extension: Json): Coding | undefined => {
  const found = field(extension, 'valueCoding');
  return isCoding(found) ? found : undefined;
};

const integer = (extension: Json): number | undefined => numberField(extension, 'valueInteger');

function compiledPattern(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})$`, flags);
  } catch {
    // A pattern JavaScript does not know is reported by the caller as malformed.
    return undefined;
  }
}

/** The whole answer must match. Some authors wrap the pattern as FHIRPath does: `matches('…')`. */
function regex(extension: Json): RegExp | undefined {
  const written = stringField(extension, 'valueString');
  const source = /^matches\('(.*)'\)$/s.exec(written ?? '')?.[1] ?? written;
  if (source === undefined || source.length > 500) return undefined;
  return compiledPattern(source, 'u') ?? compiledPattern(source, '');
}

/** The Finnish PHR's own condition, which HL7's validator also honours: FHIRPath in a plain string. */
const finnish = 'http://phr.kanta.fi/StructureDefinition/fiphr-ext-questionnaire-enablewhen';

function plainExpression(extension: Json): Expression | undefined {
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

function readToggle(extension: Json): Toggle | undefined {
  const inner = part(extension, 'expression');
  const expression = inner === undefined ? undefined : expressionIn(inner);
  if (expression === undefined) return undefined;
  const options = objectsField(extension, 'extension').flatMap((each) =>
    stringField(each, 'url') === 'option' ? (readChoice(each, 'value') ?? []) : [],
  );
  return { options, expression };
}

function linkPeriod(extension: Json) {
  const duration = field(extension, 'valueDuration');
  if (!isObject(duration)) return undefined;
  const value = numberField(duration, 'value');
  const unit = stringField(duration, 'code') ?? stringField(duration, 'unit');
  return value === undefined || unit === undefined ? undefined : { value, unit };
}

const variable = (extension: Json) => {
  const expression = expressionIn(extension);
  if (expression?.name === undefined) return undefined;
  return { name: expression.name, expression };
};

function category(extension: Json): readonly Coding[] | undefined {
  const concept = field(extension, 'valueCodeableConcept');
  if (!isObject(concept)) return undefined;
  return objectsField(concept, 'coding').filter(isCoding);
}

/** One more in a list. */
function more<Each>(
  read: (extension: Json) => Each | undefined,
  lengthen: (extras: Extras, value: Each) => void,
): Read {
  return (extension, extras) => {
    const value = read(extension);
    if (value === undefined) return false;
    lengthen(extras, value);
    return true;
  };
}

const and = <Each>(list: readonly Each[] | undefined, one: Each): readonly Each[] => [
  ...(list ?? []),
  one,
];

const text = (extension: Json) =>
  readText(extension, 'valueString') ?? readText(extension, 'valueMarkdown');
const value = (extension: Json) => readChoice(extension, 'value');
const yes = (extension: Json) => flag(extension, 'valueBoolean');
const uri = (extension: Json) =>
  stringField(extension, 'valueUri') ?? stringField(extension, 'valueUrl');

const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['sdc:enableWhenExpression', keep('enableExpression', expressionIn)],
  [finnish, keep('enableExpression', plainExpression)],
  ['sdc:calculatedExpression', keep('calculated', expressionIn)],
  ['sdc:initialExpression', keep('initialExpression', expressionIn)],
  ['sdc:answerExpression', keep('answerExpression', expressionIn)],
  ['sdc:itemPopulationContext', keep('populationContext', expressionIn)],
  [
    'sdc:answerOptionsToggleExpression',
    more(readToggle, (to, one) => {
      to.toggles = and(to.toggles, one);
    }),
  ],
  [
    'variable',
    more(variable, (to, one) => {
      to.variables = and(to.variables, one);
    }),
  ],
  [
    'questionnaire-constraint',
    more(readConstraint, (to, one) => {
      to.constraints = and(to.constraints, one);
    }),
  ],
  [
    'targetConstraint',
    more(readConstraint, (to, one) => {
      to.constraints = and(to.constraints, one);
    }),
  ],
  ['minValue', keep('minValue', value)],
  ['maxValue', keep('maxValue', value)],
  ['sdc:minQuantity', keep('minValue', value)],
  ['sdc:maxQuantity', keep('maxValue', value)],
  ['minLength', keep('minLength', integer)],
  ['regex', keep('pattern', regex)],
  ['maxDecimalPlaces', keep('maxDecimals', integer)],
  ['questionnaire-minOccurs', keep('minOccurs', integer)],
  ['questionnaire-maxOccurs', keep('maxOccurs', integer)],
  ['maxSize', keep('maxSize', (each) => numberField(each, 'valueDecimal'))],
  [
    'mimeType',
    more(
      (each) => stringField(each, 'valueCode'),
      (to, one) => {
        to.mimeTypes = and(to.mimeTypes, one);
      },
    ),
  ],
  ['questionnaire-unit', keep('unit', coding)],
  [
    'questionnaire-unitOption',
    more(coding, (to, one) => {
      to.unitOptions = and(to.unitOptions, one);
    }),
  ],
  [
    'questionnaire-referenceResource',
    more(
      (each) => stringField(each, 'valueCode'),
      (to, one) => {
        to.referenceTypes = and(to.referenceTypes, one);
      },
    ),
  ],
  ['questionnaire-itemControl', keep('control', firstCode)],
  ['questionnaire-choiceOrientation', keep('orientation', firstCode)],
  ['questionnaire-sliderStepValue', keep('sliderStep', integer)],
  ['questionnaire-hidden', keep('hidden', yes)],
  ['sdc:openLabel', keep('openLabel', text)],
  ['sdc:shortText', keep('shortText', text)],
  ['entryFormat', keep('entryFormat', text)],
  [
    'questionnaire-supportLink',
    more(uri, (to, one) => {
      to.supportLinks = and(to.supportLinks, one);
    }),
  ],
  ['questionnaire-usageMode', keep('usageMode', firstCode)],
  ['questionnaire-displayCategory', keep('displayCategory', firstCode)],
  [
    'sdc:observationExtract',
    keep('observationExtract', (each) => yes(each) || each['valueCode'] !== undefined),
  ],
  ['sdc:observationExtractCategory', keep('observationCategory', category)],
  ['sdc:observation-extract-category', keep('observationCategory', category)],
  ['sdc:observationLinkPeriod', keep('linkPeriod', linkPeriod)],
]);

/** Extensions that are read elsewhere, or that only tell where an item comes from. */
const elsewhere: ReadonlySet<string> = new Set([
  'sdc:assembledFrom',
  'sdc:templateExtract',
  'sdc:definitionExtract',
]);

/** The extensions of an item that are read, by short name. */
export const itemExtensionNames: readonly string[] = [...readers.keys()];

/** Whether the extension of an item with that address is read. */
export function knowsItemExtension(url: string): boolean {
  return readers.has(shortName(url));
}

/** Without these the form would ask or calculate something else than its author meant. */
const decisive: ReadonlySet<string> = new Set([
  finnish,
  'sdc:enableWhenExpression',
  'sdc:calculatedExpression',
  'sdc:answerOptionsToggleExpression',
  'variable',
]);

/** What the item's extensions say. Those not known here are listed; a decisive one that is malformed refuses. */
export function readExtras(reading: Reading, raw: Json, path: string): ItemExtras {
  const extras: Extras = {};
  return readExtensions(reading, raw, path, { readers, elsewhere, decisive }, extras);
}

/** The expression that a text, or another primitive, is calculated with (cqf-expression). */
export function textExpressionOf(raw: Json, name: string): Expression | undefined {
  const shadow = field(raw, `_${name}`);
  if (!isObject(shadow)) return undefined;
  const found = objectsField(shadow, 'extension').find(
    (each) => shortName(stringField(each, 'url') ?? '') === 'cqf-expression',
  );
  return found === undefined ? undefined : readExpression(found['valueExpression']);
}
