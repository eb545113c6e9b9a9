import type { Form, FormItem } from '../form/form.ts';
import { type Answers, blankSlot, type Entry } from './state.ts';

function onlyEnabled(items: readonly FormItem[], entry: Entry): Entry {
  const slots = items.map((item, position) => {
    const slot = entry.items[position];
    if (!slot) return blankSlot(item);
    if (!slot.enabled) return { ...blankSlot(item), enabled: false };
    return { ...slot, entries: slot.entries.map((each) => onlyEnabled(item.items, each)) };
  });
  return { ...entry, items: slots };
}

/** The answers without those kept for questions that are no longer asked: for when the form is left. */
export function stop(form: Form, answers: Answers): Answers {
  return { ...answers, root: onlyEnabled(form.items, answers.root) };
}
