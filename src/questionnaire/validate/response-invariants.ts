import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import { compareMoments } from '../value/moment.ts';
import { type Contained, typeAddressed, typeReferred } from './contained.ts';
import { isNarrative } from './narrative.ts';
import { resourceTypes } from './resource-types.ts';
import { core, isWellNamed, reasonsOfAbsence } from './response-elements.ts';

/** What a rule may look at beside its element. */
export type Around = { readonly contained: Contained };

type Rule = (value: Json, around: Around) => boolean;

const isOneOf =
  (name: string, ...codes: readonly string[]): Rule =>
  (value) =>
    field(value, name) === undefined || codes.some((code) => code === field(value, name));

const has = (value: Json, name: string): boolean => field(value, name) !== undefined;

const relative = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(\/_history\/[A-Za-z0-9.-]{1,64})?$/;

/** `Patient/1`, `Patient/1/_history/2`, an absolute address, `urn:…`, or `#id` of what is contained (ref-1). */
function isResolvable(reference: string, { contained }: Around): boolean {
  if (reference.startsWith('#')) return reference === '#' || contained.has(reference);
  const [, type] = relative.exec(reference) ?? [];
  if (type !== undefined) return resourceTypes.has(type);
  if (/^urn:(uuid|oid):/i.test(reference)) return isWellNamed(reference);
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(reference);
}

/** A contained resource stands alone: no resources in it, no version, no labels of its own (dom-2, dom-4, dom-5). */
function isContainable(resource: Json): boolean {
  const meta = field(resource, 'meta');
  const labelled =
    isObject(meta) && ['versionId', 'lastUpdated', 'security'].some((name) => has(meta, name));
  const named = ['resourceType', 'id'].every((name) =>
    /^[A-Za-z0-9.-]{1,64}$/.test(stringField(resource, name) ?? ''),
  );
  const isKnown = resourceTypes.has(stringField(resource, 'resourceType') ?? '');
  return named && isKnown && !has(resource, 'contained') && !labelled;
}

function isInOrder(period: Json): boolean {
  const [start, end] = [stringField(period, 'start'), stringField(period, 'end')];
  return start === undefined || end === undefined || (compareMoments(start, end) ?? 0) <= 0;
}

/** The element's references lead, as far as they tell, only to resources of these types. */
const leadsTo =
  (name: string, ...types: readonly string[]): Rule =>
  (value, { contained }) =>
    [...objectsField(value, name), field(value, name)].every((each) => {
      const type = isObject(each) ? typeReferred(contained, each) : undefined;
      return type === undefined || types.includes(type);
    });

/** What a reference says of its type is what its address says. */
const isOfItsType: Rule = (value, { contained }) => {
  const said = stringField(value, 'type');
  const seen = typeAddressed(contained, value);
  return said === undefined || seen === undefined || said === seen;
};

/** The invariants of each type, beside what its table of elements says, each by FHIR's name or its element's. */
export const invariants: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  Quantity: {
    'qty-3': (value) => !has(value, 'code') || has(value, 'system'),
    comparator: isOneOf('comparator', '<', '<=', '>=', '>'),
  },
  Attachment: { 'att-1': (value) => !has(value, 'data') || has(value, 'contentType') },
  Reference: {
    'ref-1': (value, around) => {
      const reference = stringField(value, 'reference');
      return reference === undefined || isResolvable(reference, around);
    },
    type: isOfItsType,
  },
  QuestionnaireResponse: {
    questionnaire: (value, { contained }) => {
      const canonical = stringField(value, 'questionnaire') ?? '';
      return !canonical.startsWith('#') || contained.get(canonical) === 'Questionnaire';
    },
    basedOn: leadsTo('basedOn', 'CarePlan', 'ServiceRequest'),
    partOf: leadsTo('partOf', 'Observation', 'Procedure'),
    encounter: leadsTo('encounter', 'Encounter'),
    author: leadsTo(
      'author',
      ...['Device', 'Practitioner', 'PractitionerRole', 'Patient', 'RelatedPerson', 'Organization'],
    ),
    source: leadsTo('source', 'Patient', 'Practitioner', 'PractitionerRole', 'RelatedPerson'),
  },
  Identifier: {
    use: isOneOf('use', 'usual', 'official', 'temp', 'secondary', 'old'),
    assigner: leadsTo('assigner', 'Organization'),
  },
  Period: { 'per-1': isInOrder },
  Ratio: { 'rat-1': (value) => has(value, 'numerator') === has(value, 'denominator') },
  Signature: { '1..1': (value) => ['type', 'when', 'who'].every((name) => has(value, name)) },
  Expression: {
    language: (value) => has(value, 'language'),
    'exp-1': (value) => has(value, 'expression') || has(value, 'reference'),
  },
  Narrative: {
    status: isOneOf('status', 'generated', 'extensions', 'additional', 'empty'),
    'txt-1': (value) => has(value, 'status') && isNarrative(stringField(value, 'div') ?? ''),
  },
  Resource: { contained: isContainable },
  Extension: {
    'data-absent-reason': (value) =>
      stringField(value, 'url') !== `${core}data-absent-reason` ||
      reasonsOfAbsence.has(field(value, 'valueCode')),
  },
  Item: {
    linkId: (value) => has(value, 'linkId'),
    // Nested items stand under the item or under its answers, not both.
    'qrs-1': (value) => !has(value, 'item') || objectsField(value, 'answer').length === 0,
  },
};
