import type { Answers, Place } from '../answers/state.ts';
import type { Form, FormItem } from '../form/form.ts';
import { outcomeOf } from '../settle/outcome.ts';
import { sameValue, type Value } from '../value/value.ts';
import { valueFromAtom } from '../value/value-atom.ts';

/** Options of the item that a toggle switches off at this place. */
function switchedOff(form: Form, answers: Answers, item: FormItem, place: Place): readonly Value[] {
  return (item.toggles ?? []).flatMap(({ options, expression }) => {
    const { values } = outcomeOf(form, answers, item, place, expression);
    return values.length === 1 && values[0] === true ? [] : options;
  });
}

/** Values that answerExpression offers at this place. */
function offered(form: Form, answers: Answers, item: FormItem, place: Place): readonly Value[] {
  const { answerExpression } = item;
  if (!answerExpression) return [];
  const { values } = outcomeOf(form, answers, item, place, answerExpression);
  return values.flatMap((each) => valueFromAtom(item, each) ?? []);
}

/**
 * The values to choose from at a place; undefined when the item leaves the choice open (no options, or a value
 * set that nobody could expand).
 */
export function choicesAt(
  form: Form,
  answers: Answers,
  item: FormItem,
  place: Place,
): readonly Value[] | undefined {
  const own = item.options.map((option) => option.value);
  const more = offered(form, answers, item, place);
  if (own.length === 0 && !item.answerExpression) return undefined;
  const off = switchedOff(form, answers, item, place);
  return [...own.filter((value) => !off.some((each) => sameValue(each, value))), ...more];
}
