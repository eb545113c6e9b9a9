import { conditionsHold } from './condition.ts';
import { type Draft, ownSlot } from './draft.ts';
import type { Form, FormItem, Rule } from './form.ts';
import { everyEntry, placesOf, slotAt } from './state.ts';

/** Rules to look at again, by their number; settled in that order, so each is looked at once. */
export type Pending = Uint8Array;

export function nothingPending(form: Form): Pending {
  return new Uint8Array(form.rules.length);
}

/** After a change of the item's answers or enablement: whoever reads it or anything beneath it. */
export function markReaders(form: Form, pending: Pending, item: FormItem): void {
  for (let index = item.index; index <= item.last; index++) {
    for (const rule of form.readers[index] ?? []) pending[rule] = 1;
  }
}

/** After slots came into being: whoever decides about the item or anything beneath it. */
export function markDeciders(form: Form, pending: Pending, item: FormItem): void {
  for (let index = item.index; index <= item.last; index++) {
    for (const rule of form.deciders[index] ?? []) pending[rule] = 1;
  }
}

function settleRule(form: Form, draft: Draft, rule: Rule): boolean {
  const { item } = rule;
  const { enable } = item;
  if (enable === undefined) return false;
  let changed = false;
  const options = { enabledOnly: false, choose: everyEntry };
  for (const place of placesOf(form, draft.root, item, options)) {
    const enabled = conditionsHold(form, draft.root, item, place, enable);
    if (slotAt(draft.root, item, place)?.enabled === enabled) continue;
    const slot = ownSlot(draft, item, place);
    if (slot !== undefined) slot.enabled = enabled;
    changed = true;
  }
  return changed;
}

/** Brings everything pending up to date. A rule never marks an earlier one: the form has no cycles. */
export function settle(form: Form, draft: Draft, pending: Pending): void {
  for (const [number, rule] of form.rules.entries()) {
    if (pending[number] !== 1) continue;
    if (settleRule(form, draft, rule)) markReaders(form, pending, rule.item);
  }
}

/** Everything from scratch: how answers begin, and the oracle that step-by-step settling is tested against. */
export function settleAll(form: Form, draft: Draft): void {
  settle(form, draft, nothingPending(form).fill(1));
}
