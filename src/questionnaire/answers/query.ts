import type { Form, FormItem } from '../form/form.ts';
import { addressOf } from '../form/place.ts';
import { FormError } from '../problem.ts';
import type { Value } from '../value/value.ts';
import { type Answers, type Place, placesOf, slotAt, valuesIn } from './state.ts';

export function itemOf(form: Form, linkId: string): FormItem {
  const item = form.byLinkId.get(linkId);
  if (!item) throw new FormError('unknown-link-id', linkId);
  return item;
}

/** The places where the item is there for the person: it and everything above it enabled. */
export function enabledPlaces(form: Form, answers: Answers, item: FormItem): readonly Place[] {
  return placesOf(form, answers.root, item, true).filter(
    (place) => slotAt(answers.root, item, place)?.enabled,
  );
}

/** The same, in that instance of what repeats above it, or without `at` in any. */
function placesAt(
  form: Form,
  answers: Answers,
  item: FormItem,
  at: readonly number[] | undefined,
): readonly Place[] {
  const wanted = at && addressOf(form, item, at);
  return enabledPlaces(form, answers, item).filter(
    (place) => !wanted || place.every((index, level) => index === wanted[level]),
  );
}

/** Whether the item is there: in that instance of what repeats above it, or without `at` in any. */
export function isEnabled(
  form: Form,
  answers: Answers,
  linkId: string,
  at?: readonly number[],
): boolean {
  return placesAt(form, answers, itemOf(form, linkId), at).length > 0;
}

/** The answers of an enabled item, in every instance of what repeats above it, or in the one at `at`. */
export function valuesOf(
  form: Form,
  answers: Answers,
  linkId: string,
  at?: readonly number[],
): readonly Value[] {
  const item = itemOf(form, linkId);
  return placesAt(form, answers, item, at).flatMap((place) =>
    valuesIn(slotAt(answers.root, item, place)),
  );
}

/** As `valuesOf`, with the answers kept while the item is disabled: for showing them again, never for a record. */
export function keptValuesOf(form: Form, answers: Answers, linkId: string): readonly Value[] {
  const item = itemOf(form, linkId);
  return placesOf(form, answers.root, item, false).flatMap((place) =>
    valuesIn(slotAt(answers.root, item, place)),
  );
}
