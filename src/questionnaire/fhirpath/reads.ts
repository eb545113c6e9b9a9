import type { FormItem } from '../form/form-item.ts';
import type { Ast } from './ast.ts';
import type { Setting } from './link.ts';

/** What an expression looks at: items by index; and the variables it names. */
export type Reads = {
  readonly items: Set<number>;
  readonly variables: Set<string>;
};

/** Functions that walk from an item to the items beneath it. */
export const goesDown: ReadonlySet<string> = new Set(['children', 'descendants', 'repeat']);

/** What the form itself says of an item does not follow from answers. */
export function readsNoAnswer({ name, on }: Ast & { readonly op: 'member' }): boolean {
  return /^(linkId|text|definition)$/.test(name) && (on.op === 'this' || on.op === 'variable');
}

/** `deep`: and the items beneath it. */
export function addItem(reads: Reads, item: FormItem, deep: boolean): void {
  const last = deep || item.type === 'group' ? item.last : item.index;
  for (let index = item.index; index <= last; index++) reads.items.add(index);
}

function addEverything(reads: Reads, { byLinkId }: Setting): void {
  for (const { index } of byLinkId.values()) reads.items.add(index);
}

export function addFocus(reads: Reads, setting: Setting, deep: boolean): void {
  if (setting.nested) return;
  if (setting.focus) addItem(reads, setting.focus, deep);
  else if (deep) addEverything(reads, setting);
}

export function addVariable(reads: Reads, name: string, setting: Setting, deep: boolean): void {
  if (name === 'context') addFocus(reads, { ...setting, nested: false }, deep);
  else if (name !== 'resource') reads.variables.add(name);
  else if (deep) addEverything(reads, setting);
}
