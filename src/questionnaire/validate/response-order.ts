import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { field, isObject, type Json, objectsField, stringField } from '../json.ts';
import type { AnswerProblemCode, Problem } from '../problem.ts';
import { isAbsent } from '../response/response-read.ts';
import { valueName } from '../value/value-reading.ts';
import { type Contained, containedIn } from './contained.ts';

export type Walk = {
  readonly form: Form;
  readonly problems: Problem[];
  /** The items that stand in the response, with or without an answer. */
  readonly present: Set<FormItem>;
  /** The questions that somewhere say why they have no answer. */
  readonly declined: Set<FormItem>;
  readonly contained: Contained;
};

function fault(walk: Walk, code: AnswerProblemCode, path: string, { linkId }: FormItem): void {
  walk.problems.push({ code, severity: 'error', path, linkId });
}

/** The text may be in any language of the form, and none where it has none; one that follows from answers, anything. */
function checkText(walk: Walk, item: FormItem, raw: Json, path: string): void {
  const given = stringField(raw, 'text');
  const { text, textExpression } = item;
  if (given === undefined || textExpression !== undefined) return;
  const texts = text === undefined ? [] : [text.text, ...(text.translations?.values() ?? [])];
  if (texts.some((each) => each.trim() === given.trim())) return;
  fault(walk, 'wrong-text', `${path}.text`, item);
}

/** A coding whose system none of the value set's is. */
function isOfForeignSystem({ systems }: FormItem, answer: Json): boolean {
  const coding = field(answer, 'valueCoding');
  return (
    systems !== undefined && isObject(coding) && !systems.some((each) => each === coding['system'])
  );
}

/** A reference to something inside the response that is of none of the types asked for. */
function isOfForeignType({ contained }: Walk, { referenceTypes }: FormItem, answer: Json): boolean {
  const value = field(answer, 'valueReference');
  const reference = isObject(value) ? stringField(value, 'reference') : undefined;
  const type = reference?.startsWith('#') ? contained.get(reference) : undefined;
  return type !== undefined && referenceTypes?.includes(type) === false;
}

/** `_valueString`, where the value that is not there would have been a string. */
function isShadowOf({ type }: FormItem, name: string): boolean {
  if (type === 'choice' || type === 'open-choice' || type === 'group' || type === 'display')
    return true;
  return name === `_${valueName(type)}`;
}

/** What of an answer only the response as it is written can tell. */
function checkAnswer(walk: Walk, item: FormItem, answer: Json, path: string): void {
  if (isAbsent(answer)) walk.declined.add(item);
  const [shadow] = Object.keys(answer).filter((name) => /^_value[A-Z]/.test(name));
  if (shadow !== undefined && !isShadowOf(item, shadow)) fault(walk, 'wrong-type', path, item);
  // The engine takes a whole number for a decimal; FHIR has a type for each.
  if (item.type === 'decimal' && field(answer, 'valueInteger') !== undefined) {
    fault(walk, 'wrong-type', path, item);
  }
  if (isOfForeignSystem(item, answer)) fault(walk, 'not-an-option', path, item);
  if (isOfForeignType(walk, item, answer)) fault(walk, 'wrong-reference', path, item);
}

/** Groups hold their items themselves, questions hold them under each answer. */
function goDown(walk: Walk, item: FormItem, raw: Json, path: string): void {
  if (!isQuestion(item)) {
    walkItems(walk, item.items, raw, path);
    return;
  }
  for (const [index, answer] of objectsField(raw, 'answer').entries()) {
    const here = `${path}.answer[${index}]`;
    checkAnswer(walk, item, answer, here);
    walkItems(walk, item.items, answer, here);
  }
}

/** The item that `raw` answers, when it is one of these. */
function itemAmong({ form }: Walk, items: readonly FormItem[], raw: Json): FormItem | undefined {
  const item = form.byLinkId.get(stringField(raw, 'linkId') ?? '');
  return items[item?.path.at(-1) ?? -1] === item ? item : undefined;
}

/** After the item before it; and a question once, with all its answers (R4 Questionnaire.item.repeats): only groups come again. */
function checkPlace(walk: Walk, item: FormItem, reached: number, path: string): void {
  if (item.index < reached) fault(walk, 'wrong-order', path, item);
  if (item.index === reached && item.repeats && isQuestion(item)) {
    fault(walk, 'too-many', path, item);
  }
}

function walkItems(walk: Walk, items: readonly FormItem[], parent: Json, path: string): void {
  let reached = -1;
  const counts = new Map<FormItem, number>();
  for (const [index, raw] of objectsField(parent, 'item').entries()) {
    const item = itemAmong(walk, items, raw);
    if (item === undefined) continue;
    const here = `${path}.item[${index}]`;
    checkPlace(walk, item, reached, here);
    reached = Math.max(reached, item.index);
    // Every instance of a group that stands there is one, whether anything is answered in it or not.
    const count = (counts.get(item) ?? 0) + 1;
    counts.set(item, count);
    if (item.type === 'group' && item.repeats && count - 1 === item.maxOccurs) {
      fault(walk, 'too-many', here, item);
    }
    walk.present.add(item);
    checkText(walk, item, raw, here);
    if (item.type === 'group' && item.required && field(raw, 'item') === undefined) {
      fault(walk, 'required', here, item);
    }
    goDown(walk, item, raw, here);
  }
}

/** What of the form stands in a response, and where it stands in another order or with other words than there. */
export function orderOf(form: Form, response: Json): Walk {
  const contained = containedIn(response);
  const walk: Walk = { form, problems: [], present: new Set(), declined: new Set(), contained };
  walkItems(walk, form.items, response, 'QuestionnaireResponse');
  return walk;
}
