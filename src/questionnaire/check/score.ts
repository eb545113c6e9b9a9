import type { Answers, Entry, Slot } from '../answers/state.ts';
import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { sameValue } from '../value/value.ts';

/** A sum so far; `undefined` when an enabled weighted question is unanswered or was answered without a weight. */
type Sum = { readonly total: number; readonly counted: number } | undefined;

const nothing: Sum = { total: 0, counted: 0 };

function plus(a: Sum, b: Sum): Sum {
  if (a === undefined || b === undefined) return undefined;
  return { total: a.total + b.total, counted: a.counted + b.counted };
}

const isWeighted = (item: FormItem): boolean =>
  item.options.some((option) => option.weight !== undefined);

function questionSum(item: FormItem, slot: Slot): Sum {
  if (!isWeighted(item)) return nothing;
  const values = slot.entries.flatMap((entry) => entry.value ?? []);
  if (values.length === 0) return undefined;
  let total = 0;
  for (const value of values) {
    const weight = item.options.find((option) => sameValue(option.value, value))?.weight;
    if (weight === undefined) return undefined;
    total += weight;
  }
  return { total, counted: 1 };
}

/** The name under which the whole form's score stands. */
export const wholeForm = 'total';

/**
 * Scores by ordinalValue and itemWeight: of each group with weighted questions beneath it (by linkId; all
 * instances together), and of the whole form (`total`). A score is absent until every enabled weighted
 * question under it is answered; an answer without a weight (a decline) leaves it absent. Never partial.
 */
export function scoresOf(form: Form, answers: Answers): Readonly<Record<string, number>> {
  const sums = new Map<string, Sum>();
  const visit = (items: readonly FormItem[], entry: Entry): Sum =>
    items.reduce<Sum>((sum, item, position) => {
      const slot = entry.items[position];
      return slot?.enabled ? plus(sum, slotSum(item, slot)) : sum;
    }, nothing);
  const slotSum = (item: FormItem, slot: Slot): Sum => {
    const own = isQuestion(item) ? questionSum(item, slot) : nothing;
    const beneath = slot.entries.reduce<Sum>((sum, entry) => {
      if (isQuestion(item) && entry.value === undefined) return sum;
      return plus(sum, visit(item.items, entry));
    }, nothing);
    const sum = plus(own, beneath);
    if (item.type === 'group') {
      sums.set(item.linkId, sums.has(item.linkId) ? plus(sums.get(item.linkId), sum) : sum);
    }
    return sum;
  };
  const whole = visit(form.items, answers.root);
  return Object.fromEntries(
    [[wholeForm, whole] as const, ...sums].flatMap(([name, sum]) =>
      sum === undefined || sum.counted === 0 ? [] : [[name, sum.total] as const],
    ),
  );
}
