import { optionsOf, sameValue, type Value, type WordedOption } from '../../questionnaire/index.ts';
import type { ItemProps } from './sight.ts';

type Place = Pick<ItemProps, 'sight' | 'item' | 'at' | 'slot'>;

/** The options there are now. One that was chosen and is switched off stays in sight: it is still the answer. */
export function optionsAt({ sight, item, at, slot }: Place): readonly WordedOption[] {
  const { form, answers, language } = sight;
  const now = optionsOf(form, item.linkId, language, answers, at);
  const gone = optionsOf(form, item.linkId, language).filter(
    ({ value }) =>
      !now.some((each) => sameValue(each.value, value)) &&
      slot.entries.some((each) => each.value && sameValue(each.value, value)),
  );
  return [...now, ...gone];
}

export function isChosen({ slot }: Pick<Place, 'slot'>, value: Value): boolean {
  return slot.entries.some((each) => each.value !== undefined && sameValue(each.value, value));
}

/** Makes an option an answer, or takes it away; the form keeps exclusive options alone. */
export function toggle(place: Place, value: Value): void {
  const { sight, item, at } = place;
  const { linkId } = item;
  if (!item.repeats) sight.give({ type: 'set', linkId, value, at });
  else sight.give({ type: isChosen(place, value) ? 'remove' : 'add', linkId, value, at });
}

/** The answer in own words, where the form takes one beside its options. */
export function ownWords(place: Place): Value | undefined {
  const options = optionsAt(place);
  return place.slot.entries
    .flatMap((each) => each.value ?? [])
    .find((value) => !options.some((each) => sameValue(each.value, value)));
}

/** Puts an answer in own words in place of the one before. */
export function setOwnWords(place: Place, value: Value | undefined): void {
  const { sight, item, at } = place;
  const { linkId } = item;
  const before = ownWords(place);
  if (!item.repeats) {
    sight.give(value ? { type: 'set', linkId, value, at } : { type: 'clear', linkId, at });
    return;
  }
  const index = place.slot.entries.findIndex(
    (each) => each.value && before && sameValue(each.value, before),
  );
  if (index >= 0 && value) sight.give({ type: 'set', linkId, value, index, at });
  else if (index >= 0) sight.give({ type: 'remove', linkId, index, at });
  else if (value) sight.give({ type: 'add', linkId, value, at });
}
