import type { FormItem } from '../form/form-item.ts';
import { isQuestion } from '../form/form-item.ts';
import type { Entry } from './entry.ts';

/** Whether anything is answered in the entry, disabled items aside. */
export function hasAnswer(items: readonly FormItem[], entry: Entry): boolean {
  return items.some((item, position) => {
    const slot = entry.items[position];
    return slot?.enabled && slot.entries.some((each) => isAnswered(item, each));
  });
}

/** Whether the entry is an answer, or an instance of a group with any in it. */
export function isAnswered(item: FormItem, entry: Entry): boolean {
  return isQuestion(item) ? entry.value !== undefined : hasAnswer(item.items, entry);
}
