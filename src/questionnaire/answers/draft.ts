import type { FormItem } from '../form/form.ts';
import type { Answers, Entry, Place, Slot } from './state.ts';

/**
 * Answers being changed. Only what is written is copied, once: `owned` holds the copies made for this draft,
 * everything else is still shared with the answers before.
 */
export type Draft = Answers & { readonly owned: Set<Entry | Slot> };

export function draftOf({ root, context }: Answers): Draft {
  const copy = { ...root, items: [...root.items] };
  return { root: copy, context, owned: new Set([copy]) };
}

function ownSlotIn(draft: Draft, entry: Entry, position: number): Slot | undefined {
  const slot = entry.items[position];
  if (!slot || draft.owned.has(slot)) return slot;
  const copy = { ...slot, entries: [...slot.entries] };
  entry.items[position] = copy;
  draft.owned.add(copy);
  return copy;
}

export function ownEntryIn(draft: Draft, slot: Slot, index: number): Entry | undefined {
  const entry = slot.entries[index];
  if (!entry || draft.owned.has(entry)) return entry;
  const copy = { ...entry, items: [...entry.items] };
  slot.entries[index] = copy;
  draft.owned.add(copy);
  return copy;
}

/** The slot of `item` at `place`, safe to write to. Undefined when there is no such place. */
export function ownSlot(draft: Draft, item: FormItem, place: Place): Slot | undefined {
  let entry: Entry | undefined = draft.root;
  for (const [level, index] of place.entries()) {
    const slot: Slot | undefined = ownSlotIn(draft, entry, item.path[level] ?? -1);
    entry = slot ? ownEntryIn(draft, slot, index) : undefined;
    if (!entry) return undefined;
  }
  return ownSlotIn(draft, entry, item.path.at(-1) ?? -1);
}
