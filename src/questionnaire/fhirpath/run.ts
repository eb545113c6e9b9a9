import type { Entry } from '../answers/entry.ts';
import type { FormItem } from '../form/form-item.ts';
import type { Collection } from './navigate.ts';

/** What an evaluation may look at. Time is an argument: without `now`, today() is empty. */
export type Scope = {
  readonly items: readonly FormItem[];
  readonly root: Entry;
  /** `%context`: where the expression stands. */
  readonly focus: unknown;
  readonly variable: (name: string) => Collection;
  /** The weight of an answer's coding, for ordinal() and weight(). */
  readonly weight: (value: unknown) => number | undefined;
  readonly now?: string;
  readonly index?: number;
};

export type Run = (self: Collection, scope: Scope) => Collection;
