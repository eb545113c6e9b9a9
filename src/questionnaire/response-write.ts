import type {
  Identifier,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
  Reference,
} from '../fhir/index.ts';
import type { Form, FormItem } from './form.ts';
import { isQuestion } from './form.ts';
import type { Answers, Entry, Slot } from './state.ts';
import { worded } from './translation.ts';
import { valueName } from './value-reading.ts';

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

/** The items of one entry, disabled and empty ones left out. */
function writeItems(
  form: Form,
  items: readonly FormItem[],
  entry: Entry,
  language: string,
): QuestionnaireResponseItem[] {
  return items.flatMap((item, position) => {
    const slot = entry.items[position];
    if (slot === undefined || !slot.enabled || item.type === 'display') return [];
    return isQuestion(item)
      ? writeQuestion(form, item, slot, language)
      : writeGroup(form, item, slot, language);
  });
}

function head(form: Form, item: FormItem, language: string): QuestionnaireResponseItem {
  const { linkId, text } = item;
  return text === undefined ? { linkId } : { linkId, text: worded(form, text, language).text };
}

function writeGroup(
  form: Form,
  group: FormItem,
  slot: Slot,
  language: string,
): QuestionnaireResponseItem[] {
  return slot.entries.flatMap((entry) => {
    const item = writeItems(form, group.items, entry, language);
    return item.length === 0 ? [] : [{ ...head(form, group, language), item }];
  });
}

function writeQuestion(
  form: Form,
  question: FormItem,
  slot: Slot,
  language: string,
): QuestionnaireResponseItem[] {
  const answer = slot.entries.flatMap((entry): QuestionnaireResponseItemAnswer[] => {
    if (entry.value === undefined) return [];
    const item = writeItems(form, question.items, entry, language);
    const value = { [valueName(entry.value.type)]: entry.value.value };
    return [item.length === 0 ? value : { ...value, item }];
  });
  return answer.length === 0 ? [] : [{ ...head(form, question, language), answer }];
}

/** The QuestionnaireResponse: enabled items with an answer, in the form's order, and nothing else. */
export function toResponse(
  form: Form,
  answers: Answers,
  context: ResponseContext,
): QuestionnaireResponse {
  const { language, status, authored, subject, encounter, author, identifier } = context;
  const questionnaire = canonical(form);
  const item = writeItems(form, form.items, answers.root, language ?? form.language);
  return {
    resourceType: 'QuestionnaireResponse',
    ...(language === undefined ? {} : { language }),
    ...(identifier === undefined ? {} : { identifier }),
    ...(questionnaire === undefined ? {} : { questionnaire }),
    status,
    ...(subject === undefined ? {} : { subject }),
    ...(encounter === undefined ? {} : { encounter }),
    authored,
    ...(author === undefined ? {} : { author }),
    ...(item.length === 0 ? {} : { item }),
  };
}
