import { isAnswered } from '../answers/answered.ts';
import { type Answers, type Entry, type Place, type Slot, valuesIn } from '../answers/state.ts';
import type { Constraint, Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { pathOf } from '../parse/reading.ts';
import type { AnswerProblemCode, Problem } from '../problem.ts';
import { outcomeOf } from '../settle/outcome.ts';
import { sameValue, type Value } from '../value/value.ts';
import { choicesAt } from './option-state.ts';
import { valueProblems } from './value-check.ts';

/** How many there are against how many there must be. minOccurs says nothing of an optional item left empty. */
function countProblems(item: FormItem, slot: Slot): readonly AnswerProblemCode[] {
  const { required, minOccurs = 0, maxOccurs } = item;
  // Looking for answers in every instance of a group costs: only where something follows from it.
  const counts = isQuestion(item) || required || minOccurs > 0 || maxOccurs !== undefined;
  if (!counts || item.type === 'display') return [];
  const count = slot.entries.filter((each) => isAnswered(item, each)).length;
  if (required && count === 0) return ['required'];
  if (count > 0 && count < minOccurs) return ['too-few'];
  const most = item.repeats ? maxOccurs : 1;
  return most !== undefined && count > most ? ['too-many'] : [];
}

function isForeign(choices: readonly Value[], item: FormItem, value: Value): boolean {
  if (item.type !== 'choice' && value.type === 'string') return false;
  return !choices.some((each) => sameValue(each, value));
}

function choiceProblems(
  { form, answers }: Sight,
  item: FormItem,
  place: Place,
  values: readonly Value[],
): readonly AnswerProblemCode[] {
  if (values.length === 0) return [];
  const choices = choicesAt(form, answers, item, place);
  const foreign =
    choices?.length && !item.openType && values.some((each) => isForeign(choices, item, each));
  const alone = item.options.filter((each) => each.exclusive);
  const mixed =
    values.length > 1 && values.some((each) => alone.some((one) => sameValue(one.value, each)));
  return [
    ...(foreign ? (['not-an-option'] as const) : []),
    ...(mixed ? (['exclusive'] as const) : []),
  ];
}

type Sight = { readonly form: Form; readonly answers: Answers };

/** A constraint that gives nothing is kept, as in FHIR invariants; only an outright false breaks it. */
function constraintProblems(
  { form, answers }: Sight,
  constraints: readonly Constraint[],
  item?: FormItem,
  place: Place = [],
): readonly Problem[] {
  return constraints.flatMap(({ expression, severity, key }) => {
    const { values, failed } = outcomeOf(form, answers, item, place, expression);
    const broken = values.length === 1 && values[0] === false;
    if (!broken && !failed) return [];
    const code = failed ? 'expression-failed' : 'constraint';
    const where = item === undefined ? {} : { linkId: item.linkId };
    return [{ code, severity, ...where, path: pathOf(item), detail: key } as const];
  });
}

function slotProblems(sight: Sight, item: FormItem, slot: Slot, place: Place): readonly Problem[] {
  const values = valuesIn(slot);
  const codes = new Set([
    ...countProblems(item, slot),
    ...values.flatMap((value) => valueProblems(item, value)),
    ...choiceProblems(sight, item, place, values),
    ...(slot.failed || slot.unsure ? (['expression-failed'] as const) : []),
  ]);
  if (codes.size === 0) return [];
  const { linkId } = item;
  const path = pathOf(item);
  return [...codes].map((code) => ({ code, severity: 'error', linkId, path }) as const);
}

function itemProblems(sight: Sight, item: FormItem, slot: Slot, place: Place): readonly Problem[] {
  const { constraints = [] } = item;
  const isGroup = item.type === 'group';
  // Each instance of a group keeps its constraints for itself.
  const places = isGroup ? slot.entries.map((_, index) => [...place, index]) : [place];
  return [
    ...slotProblems(sight, item, slot, place),
    ...places.flatMap((each) => constraintProblems(sight, constraints, item, each)),
    ...slot.entries.flatMap((each, index) =>
      isGroup || each.value !== undefined
        ? entryProblems(sight, item.items, each, [...place, index])
        : [],
    ),
  ];
}

function entryProblems(
  sight: Sight,
  items: readonly FormItem[],
  entry: Entry,
  place: Place,
): readonly Problem[] {
  return items.flatMap((item, position) => {
    const slot = entry.items[position];
    return slot?.enabled ? itemProblems(sight, item, slot, place) : [];
  });
}

/** What stands in the way of completing: only where the item is enabled, in document order, once for each place. */
export function problemsOf(form: Form, answers: Answers): readonly Problem[] {
  const sight = { form, answers };
  return [
    ...entryProblems(sight, form.items, answers.root, []),
    ...constraintProblems(sight, form.constraints),
  ];
}
