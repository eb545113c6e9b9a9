import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { addressOf } from '../form/place.ts';
import { FormError } from '../problem.ts';
import {
  markDeciders,
  markReaders,
  nothingPending,
  type Pending,
  settle,
  settleAll,
} from '../settle/settle.ts';
import { sameValue, type Value } from '../value/value.ts';
import { fitted, optionOf } from '../value/value-fit.ts';
import { type Draft, draftOf, ownSlot } from './draft.ts';
import { itemOf } from './query.ts';
import { type AnswerContext, type Answers, blankEntry, type Slot, valuesIn } from './state.ts';
import { empty, put, replace } from './write.ts';

/** Which instance of each repeating item above, from the top; a missing number is the first (0). */
type Address = readonly number[];

/**
 * - `set`: the one answer of a question (all of its answers when it repeats, unless `index` says which)
 * - `add`: one more answer, or one more instance of a repeating group (then without `value`)
 * - `remove`: one answer or one instance, by `value` or by `index`
 * - `clear`: no answer
 */
export type AnswerEvent =
  | {
      readonly type: 'set';
      readonly linkId: string;
      readonly value: Value;
      readonly index?: number;
      readonly at?: Address;
    }
  | { readonly type: 'clear'; readonly linkId: string; readonly at?: Address }
  | {
      readonly type: 'add';
      readonly linkId: string;
      readonly value?: Value;
      readonly at?: Address;
    }
  | {
      readonly type: 'remove';
      readonly linkId: string;
      readonly value?: Value;
      readonly index?: number;
      readonly at?: Address;
    };

/** Initial values set, nothing settled yet. */
export function initialDraft(form: Form, context: AnswerContext): Draft {
  const draft = draftOf({ root: blankEntry(form.items), context });
  for (const item of form.all) setInitial(draft, item);
  return draft;
}

/** The beginning: initial values set, everything settled. */
export function start(form: Form, context: AnswerContext = {}): Answers {
  const draft = initialDraft(form, context);
  settleAll(form, draft);
  return { root: draft.root, context };
}

/** Initial values, where everything above stands once. */
function setInitial(draft: Draft, item: FormItem): void {
  const chosen = item.options.flatMap((option) => (option.initiallySelected ? option.value : []));
  const values = item.initial.length > 0 ? item.initial : chosen;
  if (values.length === 0 || !isQuestion(item)) return;
  const slot = ownSlot(draft, item, item.path.slice(1).fill(0));
  if (!slot) return;
  replace(draft, item, slot, item.repeats ? values : values.slice(0, 1));
}

function add(draft: Draft, item: FormItem, slot: Slot, given: Value | undefined): void {
  if (!item.repeats) throw new FormError('not-repeating', item.linkId);
  if (item.type === 'group') {
    slot.entries.push(blankEntry(item.items));
    return;
  }
  if (!given) throw new FormError('wrong-type', item.linkId);
  const value = fitted(item, given);
  if (valuesIn(slot).some((each) => sameValue(each, value))) return;
  const alone = optionOf(item, value)?.exclusive;
  slot.entries = slot.entries.filter(
    (entry) => !alone && entry.value !== undefined && !optionOf(item, entry.value)?.exclusive,
  );
  put(draft, item, slot, value);
}

function remove(draft: Draft, item: FormItem, slot: Slot, value?: Value, index?: number): void {
  const found =
    index ?? slot.entries.findIndex((each) => value && each.value && sameValue(each.value, value));
  if (found < 0 || found >= slot.entries.length) throw new FormError('no-such-place', item.linkId);
  if (!item.repeats) empty(draft, item, slot);
  else slot.entries.splice(found, 1);
  // No response can tell a group without a row from one with an empty row, in which there may be calculations.
  if (item.type === 'group' && slot.entries.length === 0) slot.entries.push(blankEntry(item.items));
}

function set(draft: Draft, item: FormItem, slot: Slot, value: Value, index?: number): void {
  const place = index ?? 0;
  if (place < 0 || place > slot.entries.length) throw new FormError('no-such-place', item.linkId);
  const fit = fitted(item, value);
  if (item.repeats && index === undefined) slot.entries = slot.entries.slice(0, 1);
  put(draft, item, slot, fit, place);
}

function change(draft: Draft, item: FormItem, slot: Slot, event: AnswerEvent): void {
  switch (event.type) {
    case 'set':
      set(draft, item, slot, event.value, event.index);
      return;
    case 'clear':
      empty(draft, item, slot);
      return;
    case 'add':
      add(draft, item, slot, event.value);
      return;
    case 'remove':
      remove(draft, item, slot, event.value, event.index);
  }
}

/**
 * The answers after one event, with everything that follows from it. Answers of items that become disabled
 * are kept. Throws a FormError for an event that the form can never take.
 */
export function answer(form: Form, answers: Answers, event: AnswerEvent): Answers {
  const draft = draftOf(answers);
  const pending = nothingPending(form);
  enter(form, draft, event, pending);
  settle(form, draft, pending);
  return { root: draft.root, context: answers.context };
}

/** Makes one change, and notes in `pending` what may follow from it. */
export function enter(form: Form, draft: Draft, event: AnswerEvent, pending: Pending): void {
  const item = itemOf(form, event.linkId);
  const place = addressOf(form, item, event.at ?? []);
  const slot = ownSlot(draft, item, place);
  if (!slot) throw new FormError('no-such-place', item.linkId);
  change(draft, item, slot, event);
  if (item.calculated) slot.edited = event.type !== 'clear';
  markReaders(form, pending, item);
  if (item.items.length > 0 || item.calculated) markDeciders(form, pending, item);
}

/** The same answers with everything that follows from them worked out afresh: the oracle of the property tests. */
export function resettled(form: Form, answers: Answers): Answers {
  const draft = draftOf(answers);
  settleAll(form, draft);
  return { root: draft.root, context: answers.context };
}
