import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { field, type Json, objectsField, stringField } from '../json.ts';
import type { AnswerProblemCode, Problem } from '../problem.ts';

type Walk = {
  readonly problems: Problem[];
  /** The items that stand in the response, with or without an answer. */
  readonly present: Set<FormItem>;
};

function fault(walk: Walk, code: AnswerProblemCode, path: string, { linkId }: FormItem): void {
  walk.problems.push({ code, severity: 'error', path, linkId });
}

/** The text may be in any language of the form; a text that follows from answers may be anything. */
function checkText(walk: Walk, item: FormItem, raw: Json, path: string): void {
  const given = stringField(raw, 'text');
  const { text, textExpression } = item;
  if (given === undefined || text === undefined || textExpression !== undefined) return;
  if (given === text.text || [...(text.translations?.values() ?? [])].includes(given)) return;
  fault(walk, 'wrong-text', `${path}.text`, item);
}

/** Groups hold their items themselves, questions hold them under each answer. */
function goDown(walk: Walk, item: FormItem, raw: Json, path: string): void {
  if (!isQuestion(item)) {
    walkItems(walk, item.items, raw, path);
    return;
  }
  for (const [index, answer] of objectsField(raw, 'answer').entries()) {
    walkItems(walk, item.items, answer, `${path}.answer[${index}]`);
  }
}

function walkItems(walk: Walk, items: readonly FormItem[], parent: Json, path: string): void {
  let reached = -1;
  for (const [index, raw] of objectsField(parent, 'item').entries()) {
    const item = items.find(({ linkId }) => linkId === field(raw, 'linkId'));
    if (item === undefined) continue;
    const here = `${path}.item[${index}]`;
    if (item.index < reached) fault(walk, 'wrong-order', here, item);
    reached = Math.max(reached, item.index);
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
  const walk: Walk = { problems: [], present: new Set() };
  walkItems(walk, form.items, response, 'QuestionnaireResponse');
  return walk;
}
