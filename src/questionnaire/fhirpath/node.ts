import type { Entry, Slot } from '../answers/entry.ts';
import type { FormItem } from '../form/form-item.ts';

/** Marks our own nodes among plain JSON, so that no resource can pose as one. */
export const tag: unique symbol = Symbol('node');

/** The response and its parts as FHIRPath sees them, without being written out first. */
export type ResponseNode = { readonly [tag]: 'response'; readonly root: Entry };
/** A question, or one instance of a group (then with `entry`). */
export type ItemNode = {
  readonly [tag]: 'item';
  readonly item: FormItem;
  readonly slot: Slot;
  readonly entry?: Entry;
};
export type AnswerNode = {
  readonly [tag]: 'answer';
  readonly item: FormItem;
  readonly entry: Entry;
};

export type Moment = {
  readonly [tag]: 'moment';
  readonly type: 'date' | 'dateTime' | 'time';
  /** As in FHIR: a time without its T, a dateTime without a trailing one. */
  readonly text: string;
};

export type Node = ResponseNode | ItemNode | AnswerNode | Moment;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, tag);
}

export function isMoment(value: unknown): value is Moment {
  return isNode(value) && value[tag] === 'moment';
}

/** From a literal (`2026-01`, `2026-01-31T`, `T12:00`) or a FHIR value. */
export function moment(text: string): Moment {
  if (text.startsWith('T')) return { [tag]: 'moment', type: 'time', text: text.slice(1) };
  const isTime = /^\d\d:/.test(text);
  const type = isTime ? 'time' : text.includes('T') ? 'dateTime' : 'date';
  return { [tag]: 'moment', type, text: text.replace(/T$/, '') };
}
