import type { Quantity } from '../fhir/index.ts';
import type { Condition, Enablement, Form, FormItem, Operator } from './form.ts';
import { compareMoments } from './moment.ts';
import {
  type Choose,
  type Entry,
  type Place,
  placesOf,
  type Slot,
  slotAt,
  valuesIn,
} from './state.ts';
import { sameUnit, sameValue, type Value } from './value.ts';

function orderOfQuantities(a: Quantity, b: Quantity): number | undefined {
  if (!sameUnit(a, b) || a.value === undefined || b.value === undefined) return undefined;
  return a.value - b.value;
}

const isMoment = (value: Value): boolean =>
  value.type === 'date' || value.type === 'dateTime' || value.type === 'time';

function orderOfTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Below, at or above zero; undefined when the two have no order (types or units differ). */
function order(a: Value, b: Value): number | undefined {
  if (typeof a.value === 'number' && typeof b.value === 'number') return a.value - b.value;
  if (a.type === 'quantity' && b.type === 'quantity') return orderOfQuantities(a.value, b.value);
  if (typeof a.value !== 'string' || typeof b.value !== 'string') return undefined;
  return isMoment(a) ? compareMoments(a.value, b.value) : orderOfTexts(a.value, b.value);
}

function equal(a: Value, b: Value): boolean {
  return sameValue(a, b) || (a.type !== 'coding' && order(a, b) === 0);
}

function compares(given: Value, operator: Operator, expected: Value): boolean {
  const sign = order(given, expected);
  switch (operator) {
    case 'exists':
    case '=':
      return equal(given, expected);
    case '!=':
      return !equal(given, expected);
    case '>':
      return sign !== undefined && sign > 0;
    case '<':
      return sign !== undefined && sign < 0;
    case '>=':
      return sign !== undefined && sign >= 0;
    case '<=':
      return sign !== undefined && sign <= 0;
  }
}

/**
 * With several answers one that fits is enough, except for `!=`, which no answer may equal. Without an answer
 * only `exists` can hold: nothing is compared with what is missing.
 */
function holds(condition: Condition, given: readonly Value[]): boolean {
  const { operator, answer } = condition;
  if (operator === 'exists') return given.length > 0 === answer.value;
  if (operator === '!=') return given.length > 0 && given.every((each) => !equal(each, answer));
  return given.some((each) => compares(each, operator, answer));
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
  return placesOf(form, root, question, { enabledOnly: true, choose }).flatMap((found) => {
    const slot = slotAt(root, question, found);
    if (slot === undefined || !slot.enabled) return [];
    const above = question.index < item.index && item.index <= question.last;
    const own = above ? slot.entries[place[question.path.length - 1] ?? -1]?.value : undefined;
    return own === undefined ? valuesIn(slot) : [own];
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
    const given = question === undefined ? [] : answersSeen(form, root, item, place, question);
    return holds(condition, given);
  };
  return enable.behavior === 'any' ? enable.conditions.some(met) : enable.conditions.every(met);
}
