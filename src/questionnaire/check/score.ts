import { type Answers, type Entry, type Slot, valuesIn } from '../answers/state.ts';
import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { optionOf } from '../value/value-fit.ts';

/** Of each weighted question that is asked; undefined where it is unanswered, or answered without a weight. */
type Weights = readonly (number | undefined)[];

function questionWeights(item: FormItem, slot: Slot): Weights {
  if (item.options.every(({ weight }) => weight === undefined)) return [];
  const values = valuesIn(slot);
  if (values.length === 0) return [undefined];
  return values.map((value) => optionOf(item, value)?.weight);
}

/** The name under which the whole form's score stands. */
export const wholeForm = 'total';

/**
 * Scores by ordinalValue and itemWeight: of each group with weighted questions beneath it (by linkId; all
 * instances together), and of the whole form (`total`). A score is absent until every enabled weighted
 * question under it is answered; an answer without a weight (a decline) leaves it absent. Never partial.
 */
export function scoresOf(form: Form, answers: Answers): Readonly<Record<string, number>> {
  const groups = new Map<string, Weights>();
  const weightsIn = (items: readonly FormItem[], entry: Entry): Weights =>
    items.flatMap((item, position) => {
      const slot = entry.items[position];
      return slot?.enabled ? slotWeights(item, slot) : [];
    });
  const slotWeights = (item: FormItem, slot: Slot): Weights => {
    const asked = isQuestion(item);
    const beneath = slot.entries.flatMap((entry) =>
      asked && !entry.value ? [] : weightsIn(item.items, entry),
    );
    if (asked) return [...questionWeights(item, slot), ...beneath];
    groups.set(item.linkId, [...(groups.get(item.linkId) ?? []), ...beneath]);
    return beneath;
  };
  const whole = weightsIn(form.items, answers.root);
  return Object.fromEntries(
    [[wholeForm, whole] as const, ...groups].flatMap(([name, weights]) =>
      weights.length === 0 || weights.includes(undefined)
        ? []
        : [[name, weights.reduce<number>((sum, each) => sum + (each ?? 0), 0)]],
    ),
  );
}
