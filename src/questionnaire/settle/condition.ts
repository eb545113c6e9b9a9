import {
  type Choose,
  type Entry,
  type Place,
  placesOf,
  type Slot,
  slotAt,
  valuesIn,
} from '../answers/state.ts';
import type { Condition, Enablement, Form, FormItem } from '../form/form.ts';
import { sameValue, type Value } from '../value/value.ts';
import { comparisons, order } from '../value/value-order.ts';

function equal(a: Value, b: Value): boolean {
  return sameValue(a, b) || (a.type !== 'coding' && order(a, b) === 0);
}

/**
 * With several answers one that fits is enough, except for `!=`, which no answer may equal. Without an answer
 * only `exists` can hold: nothing is compared with what is missing.
 */
function holds({ operator, answer }: Condition, given: readonly Value[]): boolean {
  switch (operator) {
    case 'exists':
      return given.length > 0 === answer.value;
    case '=':
      return given.some((each) => equal(each, answer));
    case '!=':
      return given.length > 0 && !given.some((each) => equal(each, answer));
    default:
      // What has no order is NaN, of which no comparison holds.
      return given.some((each) => comparisons[operator](Number(order(each, answer))));
  }
}

/**
 * The places of `question` as seen from `item` at `place`: where they share what is above, the same entry;
 * below that the nearest occurrence, the last one before the item or the first one after it (R4,
 * Questionnaire.item.enableWhen.question).
 */
function nearest(item: FormItem, place: Place, question: FormItem): Choose {
  let shared = 0;
  while (shared < place.length && item.path[shared] === question.path[shared]) shared++;
  const before = question.index < item.index;
  return (slot: Slot, level: number) => {
    if (level < shared) return [place[level] ?? -1];
    return [before ? slot.entries.length - 1 : 0];
  };
}

/** The answers of `question`, an ancestor's being the one answer that the item stands under. */
function answersSeen(
  form: Form,
  root: Entry,
  item: FormItem,
  place: Place,
  question: FormItem,
): readonly Value[] {
  const choose = nearest(item, place, question);
  return placesOf(form, root, question, true, choose).flatMap((found) => {
    const slot = slotAt(root, question, found);
    if (!slot?.enabled) return [];
    const above = question.index < item.index && item.index <= question.last;
    const own = above ? slot.entries[place[question.path.length - 1] ?? -1]?.value : undefined;
    return own ? [own] : valuesIn(slot);
  });
}

export function conditionsHold(
  form: Form,
  root: Entry,
  item: FormItem,
  place: Place,
  enable: Enablement,
): boolean {
  const met = (condition: Condition): boolean => {
    const question = form.byLinkId.get(condition.question);
    const given = question ? answersSeen(form, root, item, place, question) : [];
    return holds(condition, given);
  };
  return enable.behavior === 'any' ? enable.conditions.some(met) : enable.conditions.every(met);
}
