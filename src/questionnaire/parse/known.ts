import { extension } from '../../fhir/index.ts';

const element = ['id', 'extension'];

/** Elements of a Questionnaire that are read, or that say nothing about how the form behaves. */
export const questionnaireElements: ReadonlySet<string> = new Set([
  ...element,
  ...['resourceType', 'meta', 'implicitRules', 'language', 'text', 'contained'],
  ...['url', 'identifier', 'version', 'name', 'title', 'derivedFrom', 'status', 'experimental'],
  ...['subjectType', 'date', 'publisher', 'contact', 'description', 'useContext', 'jurisdiction'],
  ...['purpose', 'copyright', 'approvalDate', 'lastReviewDate', 'effectivePeriod', 'code', 'item'],
]);

export const itemElements: ReadonlySet<string> = new Set([
  ...element,
  ...['linkId', 'definition', 'code', 'prefix', 'text', 'type', 'enableWhen', 'enableBehavior'],
  ...[
    'required',
    'repeats',
    'readOnly',
    'maxLength',
    'answerOption',
    'initial',
    'item',
    'answerValueSet',
    'answerConstraint',
  ],
]);

export const conditionElements: ReadonlySet<string> = new Set([
  ...element,
  ...['question', 'operator', 'answerBoolean', 'answerDecimal', 'answerInteger', 'answerDate'],
  ...['answerDateTime', 'answerTime', 'answerString', 'answerCoding', 'answerQuantity'],
  'answerReference',
]);

export const optionElements: ReadonlySet<string> = new Set([
  ...element,
  ...['valueInteger', 'valueDate', 'valueTime', 'valueString', 'valueCoding', 'valueReference'],
  'initialSelected',
]);

export const optionExclusive =
  'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive';

export const optionExtensions: ReadonlySet<string> = new Set([
  extension.ordinalValue,
  extension.itemWeight,
  optionExclusive,
  'http://hl7.org/fhir/StructureDefinition/questionnaire-optionPrefix',
]);
