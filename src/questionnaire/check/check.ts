import { isAnswered } from '../answers/answered.ts';
import { type Answers, type Entry, type Place, type Slot, valuesIn } from '../answers/state.ts';
import type { Constraint, Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { whereIs } from '../parse/reading.ts';
import type { Problem } from '../problem.ts';
import { outcomeOf } from '../settle/outcome.ts';
import { sameValue, type Value } from '../value/value.ts';
import { optionOf } from '../value/value-fit.ts';
import { choicesAt } from './option-state.ts';
import { type Fault, valueFaults } from './value-check.ts';

/** How many there are against how many there must be. minOccurs says nothing of an optional item left empty. */
function countFaults(item: FormItem, slot: Slot): readonly Fault[] {
  const { required, minOccurs = 0, maxOccurs } = item;
  const most = item.repeats ? maxOccurs : 1;
  // Looking for answers in every instance of a group costs: only where something follows from it.
  const counts = isQuestion(item) || required || minOccurs > 0 || maxOccurs !== undefined;
  if (!counts || item.type === 'display') return [];
  const count = slot.entries.filter((each) => isAnswered(item, each)).length;
  return [
    ['required', required && count === 0],
    ['too-few', count > 0 && count < minOccurs],
    ['too-many', most !== undefined && count > most],
  ];
}

function isForeign(choices: readonly Value[], item: FormItem, value: Value): boolean {
  const free = item.type !== 'choice' && value.type === 'string';
  return !free && !choices.some((each) => sameValue(each, value));
}

function choiceFaults(
  { form, answers }: Sight,
  item: FormItem,
  place: Place,
  values: readonly Value[],
): readonly Fault[] {
  if (values.length === 0) return [];
  const choices = choicesAt(form, answers, item, place);
  const listed = item.openType ? [] : (choices ?? []);
  return [
    ['not-an-option', listed.length > 0 && values.some((each) => isForeign(listed, item, each))],
    ['exclusive', values.length > 1 && values.some((each) => optionOf(item, each)?.exclusive)],
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
    return [{ code, severity, ...whereIs(item), detail: key } as const];
  });
}

function slotProblems(sight: Sight, item: FormItem, slot: Slot, place: Place): readonly Problem[] {
  const values = valuesIn(slot);
  const faults: readonly Fault[] = [
    ...countFaults(item, slot),
    ...values.flatMap((value) => valueFaults(item, value)),
    ...choiceFaults(sight, item, place, values),
    ['expression-failed', slot.failed || slot.unsure],
  ];
  const codes = new Set(faults.flatMap(([code, holds]) => (holds ? [code] : [])));
  return [...codes].map((code) => ({ code, severity: 'error', ...whereIs(item) }) as const);
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
      isGroup || each.value ? entryProblems(sight, item.items, each, [...place, index]) : [],
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
