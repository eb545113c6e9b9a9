import type { Identifier, QuestionnaireResponse, Reference } from '../../fhir/index.ts';
import type { Answers } from '../answers/state.ts';
import type { Form } from '../form/form.ts';
import { present } from '../present.ts';
import { worded } from '../words/translation.ts';
import { writeItems } from './response-item.ts';

export type ResponseContext = {
  readonly status: QuestionnaireResponse['status'];
  /** FHIR dateTime. */
  readonly authored: string;
  readonly subject?: Reference;
  readonly encounter?: Reference;
  readonly author?: Reference;
  readonly identifier?: Identifier;
  /** The language the questions were put in; their texts are written in it. */
  readonly language?: string;
};

function canonical(form: Form): string | undefined {
  return form.url && form.version ? `${form.url}|${form.version}` : form.url;
}

/** The QuestionnaireResponse: enabled items with an answer, in the form's order, and nothing else. */
export function toResponse(
  form: Form,
  answers: Answers,
  context: ResponseContext,
): QuestionnaireResponse {
  const { language, status, authored, subject, encounter, author, identifier } = context;
  const questionnaire = canonical(form);
  const into = language ?? form.language;
  const item = writeItems(form.items, answers.root, (text) => worded(form, text, into).text);
  return present({
    ...{ resourceType: 'QuestionnaireResponse' as const, language, identifier, questionnaire },
    ...{ status, subject, encounter, authored, author },
    item: item.length === 0 ? undefined : item,
  });
}
