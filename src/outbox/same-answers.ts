import type {
  Coding,
  DocumentReference,
  FhirResource,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from '../fhir/index.ts';

/** Keys in order, so that two equal things have one text; codings by what they mean. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return entries.map(([name, member]) => [name, canonical(member)]);
}

/** A server may word a coding anew; what it means is its system and code. */
function codingMeaning({ system, code, display }: Coding): unknown {
  return code === undefined ? [system, null, display] : [system, code];
}

function answerMeaning(answer: QuestionnaireResponseItemAnswer): unknown {
  const value = Object.entries(answer)
    .filter(([name]) => name.startsWith('value'))
    .map(([name, member]) => [
      name,
      name === 'valueCoding' && answer.valueCoding
        ? codingMeaning(answer.valueCoding)
        : canonical(member),
    ]);
  return [value, itemsMeaning(answer.item)];
}

function itemsMeaning(items: readonly QuestionnaireResponseItem[] | undefined): unknown {
  return (items ?? []).map(({ linkId, answer, item }) => [
    linkId,
    (answer ?? []).map(answerMeaning),
    itemsMeaning(item),
  ]);
}

function responseMeaning(response: QuestionnaireResponse): unknown {
  const { status, questionnaire, identifier, item } = response;
  return [status, questionnaire, identifier?.system, identifier?.value, itemsMeaning(item)];
}

/** A note is its text; a server may move it to a Binary and keep the hash or the size. */
function documentMeaning({ status, content }: DocumentReference): unknown {
  return [status, content.map(({ attachment }) => attachment.data)];
}

/** A derived resource: its status and what it says, never where it points or how it is worded. */
function derivedMeaning(resource: FhirResource): unknown {
  return Object.entries(resource)
    .filter(([name]) => name === 'status' || name === 'dataAbsentReason' || /^value/.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [
      name,
      member?.coding ? member.coding.map(codingMeaning) : canonical(member),
    ]);
}

function meaning(resource: FhirResource): string {
  switch (resource.resourceType) {
    case 'QuestionnaireResponse':
      return JSON.stringify(responseMeaning(resource));
    case 'DocumentReference':
      return JSON.stringify(documentMeaning(resource));
    default:
      return JSON.stringify(derivedMeaning(resource));
  }
}

/** Whether two resources of one type say the same, whatever ids, texts and displays a server gave them. */
export function saysTheSame(one: FhirResource, other: FhirResource): boolean {
  return one.resourceType === other.resourceType && meaning(one) === meaning(other);
}

/** A server may write the patient's reference with its own address in front. */
export function isAbout(reference: string | undefined, patient: string): boolean {
  return reference === patient || (reference?.endsWith(`/${patient}`) ?? false);
}

/** Whether what stands on the server says the same as what was sent, about the same patient. */
export function compare(
  sent: FhirResource,
  stored: QuestionnaireResponse | DocumentReference,
  patient: string,
): 'same' | 'different' | 'other-patient' {
  if (!isAbout(stored.subject?.reference, patient)) return 'other-patient';
  return saysTheSame(sent, stored) ? 'same' : 'different';
}
