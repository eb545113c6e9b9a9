import type { Place } from '../answers/state.ts';
import type { Form, FormItem } from './form.ts';
import { lineageOf } from './lineage.ts';

/** From the instances of the repeating items above to one for every item above (the others have one: 0). */
export function addressOf(form: Form, item: FormItem, at: readonly number[]): Place {
  let used = 0;
  return lineageOf(form.items, item)
    .slice(0, -1)
    .map(({ repeats }) => (repeats ? (at[used++] ?? 0) : 0));
}
