import type { FormItem } from '../form/form.ts';
import type { Value } from '../value/value.ts';
import { type Draft, ownEntryIn } from './draft.ts';
import { blankEntry, type Slot } from './state.ts';

/** Writes one answer: onto the entry that is there when the question takes one, else as one more. */
export function put(draft: Draft, item: FormItem, slot: Slot, value: Value, index?: number): void {
  const position = index ?? (item.repeats ? slot.entries.length : 0);
  const entry = ownEntryIn(draft, slot, position);
  if (!entry) slot.entries[position] = blankEntry(item.items, value);
  else entry.value = value;
}

/** No answer. Items beneath a question that does not repeat keep theirs, in case it is answered again. */
export function empty(draft: Draft, item: FormItem, slot: Slot): void {
  if (item.repeats || item.items.length === 0) {
    slot.entries = [];
    return;
  }
  const entry = ownEntryIn(draft, slot, 0);
  if (entry) delete entry.value;
}

/** These answers and no others. */
export function replace(draft: Draft, item: FormItem, slot: Slot, values: readonly Value[]): void {
  empty(draft, item, slot);
  for (const value of values) put(draft, item, slot, value);
}
