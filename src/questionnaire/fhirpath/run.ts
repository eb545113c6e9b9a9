import type { Entry, Slot } from '../answers/entry.ts';
import type { FormItem } from '../form/form-item.ts';
import type { Collection } from './navigate.ts';

/** One item where an expression stands; of a group the instance. */
export type Standing = {
  readonly item: FormItem;
  readonly slot: Slot;
  readonly entry: Entry | undefined;
};

/** What an evaluation may look at. Time is an argument: without `now`, today() is empty. */
export type Scope = {
  readonly items: readonly FormItem[];
  readonly root: Entry;
  /** `%context`: the item the expression stands on; none for the response. */
  readonly here: Standing | undefined;
  readonly variable: (name: string) => Collection;
  /** The weight of an answer's coding, for ordinal() and weight(). */
  readonly weight: (value: unknown) => number | undefined;
  readonly now: string | undefined;
};

export type Run = (self: Collection, scope: Scope) => Collection;

/** The focus an expression begins with: what it stands on, which is written out only if it is looked at. */
export const top: Collection = [];
