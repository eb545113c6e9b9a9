import { type Draft, ownSlot } from '../answers/draft.ts';
import { type Place, placesOf, type Slot, slotAt, valuesIn } from '../answers/state.ts';
import { replace } from '../answers/write.ts';
import type { Collection } from '../fhirpath/navigate.ts';
import type { Expression } from '../form/expression.ts';
import type { Form, FormItem, Rule } from '../form/form.ts';
import { sameValue, type Value } from '../value/value.ts';
import { valueFromAtom } from '../value/value-atom.ts';
import { conditionsHold } from './condition.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

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

/** True only when the outcome is one true value: an empty condition does not hold. */
function isTrue(values: Collection): boolean {
  return values.length === 1 && values[0] !== false;
}

type Site = { readonly form: Form; readonly draft: Draft; readonly item: FormItem };

/** Runs a rule's expression at a place; one that stands apart does not see its own item. */
function outcomeAt(
  { form, draft, item }: Site,
  rule: Rule,
  place: Place,
  expression: Expression,
): Outcome {
  const own = rule.apart ? ownSlot(draft, item, place) : undefined;
  if (!own) return outcomeOf(form, draft, item, place, expression);
  const { enabled } = own;
  own.enabled = false;
  const outcome = outcomeOf(form, draft, item, place, expression);
  own.enabled = enabled;
  return outcome;
}

function settleEnabled(site: Site, rule: Rule, place: Place): boolean {
  const { form, draft, item } = site;
  const { enable, enableExpression } = item;
  const met = !enable || conditionsHold(form, draft.root, item, place, enable);
  const outcome =
    enableExpression && met ? outcomeAt(site, rule, place, enableExpression) : undefined;
  const unsure = outcome?.failed === true;
  const enabled = met && (!outcome || unsure || isTrue(outcome.values));
  const before = slotAt(draft.root, item, place);
  const same = before?.enabled === enabled;
  if (same && (before.unsure === true) === unsure) return false;
  const own = ownSlot(draft, item, place);
  if (!own) return false;
  mark(own, 'unsure', unsure);
  own.enabled = enabled;
  return !same;
}

function mark(slot: Slot, what: 'failed' | 'unsure', holds: boolean): void {
  if (holds) slot[what] = true;
  else delete slot[what];
}

function sameValues(a: readonly Value[], b: readonly Value[]): boolean {
  return (
    a.length === b.length &&
    a.every((value, index) => {
      const other = b[index];
      return other !== undefined && sameValue(value, other);
    })
  );
}

function settleValue(site: Site, rule: Rule, place: Place): boolean {
  const { draft, item } = site;
  const before = slotAt(draft.root, item, place);
  if (!item.calculated || !before || before.edited) return false;
  const outcome = outcomeAt(site, rule, place, item.calculated);
  const read = outcome.values.map((each) => valueFromAtom(item, each));
  const values = read.flatMap((each) => each ?? []);
  const kept = item.repeats ? values : values.slice(0, 1);
  const failed = outcome.failed || read.includes(undefined);
  const same = sameValues(kept, valuesIn(before));
  if (same && (before.failed === true) === failed) return false;
  const slot = ownSlot(draft, item, place);
  if (!slot) return false;
  mark(slot, 'failed', failed);
  if (!same) replace(draft, item, slot, kept);
  return !same;
}

function settleRule(form: Form, draft: Draft, rule: Rule): boolean {
  const { item } = rule;
  const site = { form, draft, item };
  const settleAt = rule.kind === 'enabled' ? settleEnabled : settleValue;
  let changed = false;
  for (const place of placesOf(form, draft.root, item, false)) {
    if (settleAt(site, rule, place)) changed = true;
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

/** Everything but calculations: for answers that are to be judged as they stand. */
export function settleEnablement(form: Form, draft: Draft): void {
  for (const rule of form.rules) if (rule.kind === 'enabled') settleRule(form, draft, rule);
}
