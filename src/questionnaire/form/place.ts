import type { Place } from '../answers/state.ts';
import type { Form, FormItem } from './form.ts';

/** From the instances of the repeating items above to one for every item above (the others have one: 0). */
export function addressOf(form: Form, item: FormItem, at: readonly number[]): Place {
  let siblings = form.items;
  let used = 0;
  return item.path.slice(0, -1).map((position) => {
    const above = siblings[position];
    siblings = above?.items ?? [];
    return above?.repeats ? (at[used++] ?? 0) : 0;
  });
}
