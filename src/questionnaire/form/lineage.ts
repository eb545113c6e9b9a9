import type { FormItem } from './form.ts';

/** The items from the top down to `item` itself. */
export function lineageOf(top: readonly FormItem[], item: FormItem): readonly FormItem[] {
  let siblings = top;
  return item.path.flatMap((position) => {
    const found = siblings[position];
    siblings = found?.items ?? [];
    return found ? [found] : [];
  });
}
