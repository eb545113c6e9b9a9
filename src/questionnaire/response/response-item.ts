import type {
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from '../../fhir/index.ts';
import type { Entry, Slot } from '../answers/state.ts';
import type { FormItem, Text } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { valueName } from '../value/value-reading.ts';

type Word = (text: Text) => string;

const ownWords: Word = (text) => text.text;

/** The items of one entry as FHIR, disabled and empty ones left out. */
export function writeItems(
  items: readonly FormItem[],
  entry: Entry,
  word: Word = ownWords,
): QuestionnaireResponseItem[] {
  return items.flatMap((item, position) => writeItem(item, entry.items[position], word));
}

/** A question, or each instance of a group; nothing when it is disabled or empty. */
export function writeItem(
  item: FormItem,
  slot: Slot | undefined,
  word = ownWords,
): QuestionnaireResponseItem[] {
  if (!slot?.enabled || item.type === 'display') return [];
  if (isQuestion(item)) return writeQuestion(item, slot, word);
  return slot.entries.flatMap((entry) => writeInstance(item, entry, word));
}

function head({ linkId, text }: FormItem, word: Word): QuestionnaireResponseItem {
  return text ? { linkId, text: word(text) } : { linkId };
}

function writeInstance(group: FormItem, entry: Entry, word: Word): QuestionnaireResponseItem[] {
  const item = writeItems(group.items, entry, word);
  return item.length === 0 ? [] : [{ ...head(group, word), item }];
}

function writeQuestion(question: FormItem, slot: Slot, word: Word): QuestionnaireResponseItem[] {
  const answer = slot.entries.flatMap((entry): QuestionnaireResponseItemAnswer[] => {
    if (!entry.value) return [];
    const item = writeItems(question.items, entry, word);
    const value = { [valueName(entry.value.type)]: entry.value.value };
    return [item.length === 0 ? value : { ...value, item }];
  });
  return answer.length === 0 ? [] : [{ ...head(question, word), answer }];
}

/** One item of a response: a question, or one instance of a group. */
export function writeNode(item: FormItem, slot: Slot, entry?: Entry): QuestionnaireResponseItem {
  const [written] = entry
    ? writeInstance(item, entry, ownWords)
    : writeQuestion(item, slot, ownWords);
  return written ?? head(item, ownWords);
}
