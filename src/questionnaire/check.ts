import type { Form, FormItem } from './form.ts';
import { isQuestion } from './form.ts';
import type { AnswerProblemCode, Problem } from './problem.ts';
import type { Answers, Entry, Slot } from './state.ts';
import { valuesIn } from './state.ts';
import type { Value } from './value.ts';

/** Whether anything is answered in the entry, disabled items aside. */
export function hasAnswer(items: readonly FormItem[], entry: Entry): boolean {
  return items.some((item, position) => {
    const slot = entry.items[position];
    if (slot === undefined || !slot.enabled) return false;
    if (isQuestion(item)) return slot.entries.some((each) => each.value !== undefined);
    return slot.entries.some((each) => hasAnswer(item.items, each));
  });
}

function wrongLength(item: FormItem, value: Value): boolean {
  if (item.maxLength === undefined || typeof value.value !== 'string') return false;
  return [...value.value].length > item.maxLength;
}

function answerProblems(item: FormItem, slot: Slot): readonly AnswerProblemCode[] {
  const values = valuesIn(slot);
  const found: AnswerProblemCode[] = [];
  const given =
    item.type === 'group'
      ? slot.entries.some((each) => hasAnswer(item.items, each))
      : values.length > 0;
  if (item.required && !given && item.type !== 'display') found.push('required');
  if (values.some((value) => wrongLength(item, value))) found.push('too-long');
  return found;
}

function itemProblems(item: FormItem, slot: Slot, path: string): readonly Problem[] {
  const { linkId } = item;
  const own = answerProblems(item, slot).map(
    (code) => ({ code, severity: 'error', linkId, path }) as const,
  );
  if (item.items.length === 0) return own;
  const there = isQuestion(item)
    ? slot.entries.filter((each) => each.value !== undefined)
    : slot.entries;
  return [...own, ...there.flatMap((each) => entryProblems(item.items, each, path))];
}

function entryProblems(items: readonly FormItem[], entry: Entry, path: string): readonly Problem[] {
  return items.flatMap((item, position) => {
    const slot = entry.items[position];
    return slot?.enabled ? itemProblems(item, slot, `${path}.item[${position}]`) : [];
  });
}

/** What stands in the way of completing: only where the item is enabled, in document order, once for each place. */
export function problemsOf(form: Form, answers: Answers): readonly Problem[] {
  return entryProblems(form.items, answers.root, 'Questionnaire');
}
