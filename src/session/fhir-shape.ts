import { own } from '../fhir/index.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/**
 * Elements that are a list, text, or a group in what we read of an EHR (FHIR R4 JSON). A name alone only where it is
 * the same in every resource; `parent.name` elsewhere: a response has one identifier and a Task many.
 */
const lists = words(
  `given coding issue item answer extension telecom contained meta.security meta.tag Bundle.entry Bundle.link
  CapabilityStatement.rest rest.interaction rest.resource resource.interaction Patient.name Patient.communication
  Patient.identifier Task.identifier ServiceRequest.identifier Observation.identifier DocumentReference.identifier
  issue.expression ServiceRequest.performer Provenance.target Provenance.agent Task.output Task.input`,
);
const texts = words(
  `resourceType id reference display system status birthDate linkId diagnostics authoredOn effectiveDateTime
  versionId lastUpdated fullUrl family rest.mode details.text coding.code interaction.code`,
);
const groups = words(
  `QuestionnaireResponse.identifier meta subject patient valueCodeableConcept dataAbsentReason valueCoding Task.for Task.focus Task.statusReason
  issue.details name.period entry.response entry.resource communication.language`,
);
/** Lists of plain values: null stands where a value has only an extension. */
const plain = words('given issue.expression');

/** Deeper than any resource that we read or write. */
const deepest = 60;

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Place = { readonly parent: string; readonly name: string; readonly depth: number };

const among = (names: ReadonlySet<string>, { parent, name }: Place): boolean =>
  names.has(name) || names.has(`${parent}.${name}`);

function listFits(list: readonly unknown[], place: Place): boolean {
  const isPlain = among(plain, place);
  return list.every((each) =>
    isPlain
      ? each === null || typeof each === 'string'
      : isGroup(each) && fits(each, place.name, place.depth),
  );
}

function elementFits(value: unknown, place: Place): boolean {
  if (place.name === 'modifierExtension') return Array.isArray(value) && value.length === 0;
  if (among(lists, place)) return Array.isArray(value) && listFits(value, place);
  if (among(texts, place)) return typeof value === 'string';
  if (among(groups, place) && !isGroup(value)) return false;
  return !isGroup(value) || fits(value, place.name, place.depth);
}

function fits(group: Readonly<Record<string, unknown>>, name: string, depth: number): boolean {
  if (depth > deepest) return false;
  const { resourceType } = group;
  const parent = typeof resourceType === 'string' ? resourceType : name;
  return Object.entries(group).every(([key, value]) =>
    elementFits(value, { parent, name: key, depth: depth + 1 }),
  );
}

/** All that this app writes or looks for names a system of its own; a refusal is not to be passed over either. */
const mattering = `${own}|"OperationOutcome"`;

/** A stranger that is not built as FHIR, or is turned into something else: nothing here could have used it. */
function isOddStranger(entry: unknown): boolean {
  const resource = isGroup(entry) && entry['resource'];
  return (
    isGroup(resource) &&
    !hasFhirShape(resource) &&
    JSON.stringify(resource).search(mattering) === -1
  );
}

/**
 * What a search found, without odd strangers: one resource of somebody else's must not hide all the others. What is
 * ours stays, so that if it is odd nothing is let in: a record or a referral is never passed over in silence.
 */
export function withoutOddStrangers(found: unknown): unknown {
  if (!isGroup(found) || found['type'] !== 'searchset' || !Array.isArray(found['entry']))
    return found;
  return { ...found, entry: found['entry'].filter((each) => !isOddStranger(each)) };
}

/**
 * Whether a server's answer is built as FHIR builds resources, as far as this app looks: lists where it goes through
 * lists, texts where it reads texts. What is not never gets past the door, so that nothing behind it can trip over it. A modifier extension turns what it stands on into something
 * else, and none is known here: FHIR then forbids to go on.
 */
export function hasFhirShape(resource: unknown): boolean {
  if (!isGroup(resource) || !fits(resource, '', 0)) return false;
  return resource['resourceType'] !== 'OperationOutcome' || 'issue' in resource;
}
