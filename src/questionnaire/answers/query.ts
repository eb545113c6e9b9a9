import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { addressOf } from '../form/place.ts';
import { FormError } from '../problem.ts';
import type { Value } from '../value/value.ts';
import {
  type Answers,
  type Entry,
  everyEntry,
  type Place,
  placesOf,
  slotAt,
  valuesIn,
} from './state.ts';

export function itemOf(form: Form, linkId: string): FormItem {
  const item = form.byLinkId.get(linkId);
  if (item === undefined) throw new FormError('unknown-link-id', linkId);
  return item;
}

/** The places where the item is there for the person: it and everything above it enabled. */
export function enabledPlaces(form: Form, answers: Answers, item: FormItem): readonly Place[] {
  return placesOf(form, answers.root, item, { enabledOnly: true, choose: everyEntry }).filter(
    (place) => slotAt(answers.root, item, place)?.enabled,
  );
}

/** Of two places of the same item. */
function samePlace(a: Place, b: Place): boolean {
  return a.every((index, level) => index === b[level]);
}

/** Whether the item stands enabled anywhere beneath the entry: as `enabledPlaces`, at the first that is found. */
function standsIn(siblings: readonly FormItem[], entry: Entry, item: FormItem, level = 0): boolean {
  const position = item.path[level] ?? -1;
  const above = siblings[position];
  const slot = entry.items[position];
  if (above === undefined || slot?.enabled !== true) return false;
  if (above === item) return true;
  const bare = item.type === 'display' || !isQuestion(above);
  return slot.entries.some(
    (each) => (bare || each.value !== undefined) && standsIn(above.items, each, item, level + 1),
  );
}

/** Whether the item is there: in that instance of what repeats above it, or without `at` in any. */
export function isEnabled(
  form: Form,
  answers: Answers,
  linkId: string,
  at?: readonly number[],
): boolean {
  const item = itemOf(form, linkId);
  if (at === undefined) return standsIn(form.items, answers.root, item);
  const wanted = addressOf(form, item, at);
  return enabledPlaces(form, answers, item).some((place) => samePlace(place, wanted));
}

/** The answers of an enabled item, in every instance of what repeats above it, or in the one at `at`. */
export function valuesOf(
  form: Form,
  answers: Answers,
  linkId: string,
  at?: readonly number[],
): readonly Value[] {
  const item = itemOf(form, linkId);
  const wanted = at === undefined ? undefined : addressOf(form, item, at);
  return enabledPlaces(form, answers, item).flatMap((place) =>
    wanted === undefined || samePlace(place, wanted)
      ? valuesIn(slotAt(answers.root, item, place))
      : [],
  );
}

/** As `valuesOf`, with the answers kept while the item is disabled: for showing them again, never for a record. */
export function keptValuesOf(form: Form, answers: Answers, linkId: string): readonly Value[] {
  const item = itemOf(form, linkId);
  const options = { enabledOnly: false, choose: everyEntry };
  return placesOf(form, answers.root, item, options).flatMap((place) =>
    valuesIn(slotAt(answers.root, item, place)),
  );
}
