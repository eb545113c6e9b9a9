import type {
  Coding,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from '../fhir/index.ts';

/** Keys in order, so that two equal things have one text. */
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

function meaning(response: QuestionnaireResponse): string {
  const { status, questionnaire, identifier, item } = response;
  const name = [identifier?.system, identifier?.value];
  return JSON.stringify([status, questionnaire, name, itemsMeaning(item)]);
}

/** A server may write the patient's reference with its own address in front. */
export function isAbout(reference: string | undefined, patient: string): boolean {
  return reference === patient || (reference?.endsWith(`/${patient}`) ?? false);
}

/** Whether what stands on the server says the same as what was sent, about the same patient. */
export function compareResponses(
  sent: QuestionnaireResponse,
  stored: QuestionnaireResponse,
  patient: string,
): 'same' | 'different' | 'other-patient' {
  if (!isAbout(stored.subject?.reference, patient)) return 'other-patient';
  return meaning(sent) === meaning(stored) ? 'same' : 'different';
}
