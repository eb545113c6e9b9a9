import type { Value } from '../value/value.ts';

/** One item in one place: whether its own condition holds, and what stands there (disabled answers are kept). */
export type Slot = {
  enabled: boolean;
  entries: Entry[];
  /** A calculated answer that a person has changed: it is left as it is. */
  edited?: boolean;
  /** The calculation here failed on these answers. */
  failed?: boolean;
  /** The condition here failed on these answers: the item is shown, since nobody knows that it should not be. */
  unsure?: boolean;
};

/**
 * One answer, or one instance of a group, with a slot for each item beneath it. A question that does not
 * repeat and has items beneath it always has one entry, without a value until it is answered.
 */
export type Entry = {
  value?: Value;
  items: Slot[];
  /** What the instance was populated from: the named result of its group's population context; the root, its response. */
  source?: unknown;
};
