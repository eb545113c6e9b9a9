import { type Expression, expressionIn } from '../form/expression.ts';
import type { ItemExtras } from '../form/form.ts';
import { type Json, objectField } from '../json.ts';
import { extensionOf, shortName } from './extension-name.ts';
import { keep, more, type ReadInto, readExtensions } from './extension-table.ts';
import {
  category,
  code,
  coding,
  decimal,
  firstCode,
  integer,
  linkPeriod,
  plainExpression,
  readConstraint,
  readToggle,
  regex,
  uri,
  value,
  variable,
  yes,
} from './extension-value.ts';
import { type Reading, wordsIn } from './reading.ts';

type Extras = { -readonly [Name in keyof ItemExtras]: ItemExtras[Name] };

/** The Finnish PHR's own condition, which HL7's validator also honours: FHIRPath in a plain string. */
const finnish = 'http://phr.kanta.fi/StructureDefinition/fiphr-ext-questionnaire-enablewhen';

const readers: ReadonlyMap<string, ReadInto<Extras>> = new Map<string, ReadInto<Extras>>([
  ['sdc:enableWhenExpression', keep('enableExpression', expressionIn)],
  [finnish, keep('enableExpression', plainExpression)],
  ['sdc:calculatedExpression', keep('calculated', expressionIn)],
  ['sdc:initialExpression', keep('initialExpression', expressionIn)],
  ['sdc:answerExpression', keep('answerExpression', expressionIn)],
  ['sdc:itemPopulationContext', keep('populationContext', expressionIn)],
  ['sdc:answerOptionsToggleExpression', keep('toggles', more(readToggle))],
  ['variable', keep('variables', more(variable))],
  ['questionnaire-constraint', keep('constraints', more(readConstraint))],
  ['targetConstraint', keep('constraints', more(readConstraint))],
  ['minValue', keep('minValue', value)],
  ['maxValue', keep('maxValue', value)],
  ['sdc:minQuantity', keep('minValue', value)],
  ['sdc:maxQuantity', keep('maxValue', value)],
  ['minLength', keep('minLength', integer)],
  ['regex', keep('pattern', regex)],
  ['maxDecimalPlaces', keep('maxDecimals', integer)],
  ['questionnaire-minOccurs', keep('minOccurs', integer)],
  ['questionnaire-maxOccurs', keep('maxOccurs', integer)],
  ['maxSize', keep('maxSize', decimal)],
  ['mimeType', keep('mimeTypes', more(code))],
  ['questionnaire-unit', keep('unit', coding)],
  ['questionnaire-unitOption', keep('unitOptions', more(coding))],
  ['sdc:unitOpen', keep('unitOpen', code)],
  ['questionnaire-referenceResource', keep('referenceTypes', more(code))],
  ['questionnaire-itemControl', keep('control', firstCode)],
  ['questionnaire-choiceOrientation', keep('orientation', firstCode)],
  ['questionnaire-sliderStepValue', keep('sliderStep', integer)],
  ['questionnaire-hidden', keep('hidden', yes)],
  ['sdc:openLabel', keep('openLabel', wordsIn)],
  ['sdc:shortText', keep('shortText', wordsIn)],
  ['entryFormat', keep('entryFormat', wordsIn)],
  ['questionnaire-supportLink', keep('supportLinks', more(uri))],
  ['questionnaire-usageMode', keep('usageMode', firstCode)],
  ['questionnaire-displayCategory', keep('displayCategory', firstCode)],
  [
    'sdc:observationExtract',
    keep('observationExtract', (each) => yes(each) || code(each) !== undefined),
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
  'questionnaire-unitValueSet',
]);

/** The extensions of an item that are read, by short name. */
export const itemExtensionNames = (): readonly string[] => [...readers.keys()];

/** Whether the extension of an item with that address is read. */
export const knowsItemExtension = (url: string): boolean => readers.has(shortName(url));

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

/** The expression that the text is calculated with (cqf-expression). */
export const textExpressionOf = (raw: Json): Expression | undefined =>
  expressionIn(extensionOf(objectField(raw, '_text'), 'cqf-expression'));
