import { typeOfReference } from '../check/value-check.ts';
import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import { compareMoments } from '../value/moment.ts';
import { isNarrative } from './narrative.ts';

/** What a rule may look at beside its element: the ids of the contained resources. */
export type Around = { readonly contained: ReadonlySet<string> };

type Rule = (value: Json, around: Around) => boolean;

const isOneOf =
  (name: string, ...codes: readonly string[]): Rule =>
  (value) =>
    field(value, name) === undefined || codes.some((code) => code === field(value, name));

const has = (value: Json, name: string): boolean => field(value, name) !== undefined;

/** `Patient/1`, `Patient/1/_history/2`, an absolute address, `urn:…`, or `#id` of what is contained (ref-1). */
function isResolvable(reference: string, { contained }: Around): boolean {
  if (reference.startsWith('#')) return reference === '#' || contained.has(reference.slice(1));
  const relative = /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}(\/_history\/[A-Za-z0-9.-]{1,64})?$/;
  return relative.test(reference) || /^[a-z][a-z0-9+.-]*:\S+$/i.test(reference);
}

/** A contained resource stands alone: no resources in it, no version, no labels of its own (dom-2, dom-4, dom-5). */
function isContainable(resource: Json): boolean {
  const meta = field(resource, 'meta');
  const labelled =
    isObject(meta) && ['versionId', 'lastUpdated', 'security'].some((name) => has(meta, name));
  return (
    stringField(resource, 'resourceType') !== undefined && !has(resource, 'contained') && !labelled
  );
}

function isInOrder(period: Json): boolean {
  const [start, end] = [stringField(period, 'start'), stringField(period, 'end')];
  return start === undefined || end === undefined || (compareMoments(start, end) ?? 0) <= 0;
}

/** The element's references lead, as far as they tell, only to resources of these types. */
const leadsTo =
  (name: string, ...types: readonly string[]): Rule =>
  (value) =>
    [...objectsField(value, name), field(value, name)].every((each) => {
      const type = isObject(each) ? typeOfReference(stringField(each, 'reference')) : undefined;
      return type === undefined || types.includes(type);
    });

/** What a reference says of its type is what its address says. */
const isOfItsType: Rule = (value) => {
  const [said, seen] = [
    stringField(value, 'type'),
    typeOfReference(stringField(value, 'reference')),
  ];
  return said === undefined || seen === undefined || said === seen;
};

/** The invariants of each type, beside what its table of elements says. */
export const invariants: Readonly<Record<string, readonly Rule[]>> = {
  Quantity: [
    // qty-3
    (value) => !has(value, 'code') || has(value, 'system'),
    isOneOf('comparator', '<', '<=', '>=', '>'),
  ],
  // att-1
  Attachment: [(value) => !has(value, 'data') || has(value, 'contentType')],
  Reference: [
    (value, around) => {
      const reference = stringField(value, 'reference');
      return reference === undefined || isResolvable(reference, around);
    },
    isOfItsType,
  ],
  QuestionnaireResponse: [
    leadsTo('basedOn', 'CarePlan', 'ServiceRequest'),
    leadsTo('partOf', 'Observation', 'Procedure'),
    leadsTo('encounter', 'Encounter'),
    leadsTo(
      'author',
      ...['Device', 'Practitioner', 'PractitionerRole', 'Patient', 'RelatedPerson', 'Organization'],
    ),
    leadsTo('source', 'Patient', 'Practitioner', 'PractitionerRole', 'RelatedPerson'),
  ],
  Identifier: [isOneOf('use', 'usual', 'official', 'temp', 'secondary', 'old')],
  // per-1
  Period: [isInOrder],
  Narrative: [
    isOneOf('status', 'generated', 'extensions', 'additional', 'empty'),
    (value) => has(value, 'status') && isNarrative(stringField(value, 'div') ?? ''),
  ],
  Resource: [isContainable],
  Item: [
    (value) => has(value, 'linkId'),
    // qrs-1: nested items stand under the item or under its answers, not both.
    (value) => !has(value, 'item') || objectsField(value, 'answer').length === 0,
  ],
};
