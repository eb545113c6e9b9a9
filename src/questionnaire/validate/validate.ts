import type { AnswerContext, Answers, Entry, Slot } from '../answers/state.ts';
import { problemsOf } from '../check/check.ts';
import type { Form, FormItem } from '../form/form.ts';
import { lineageOf } from '../form/lineage.ts';
import { field, isObject, type Json, listField } from '../json.ts';
import { pathOf } from '../parse/reading.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { readResponse } from '../response/response-read.ts';
import { containedIn, typeReferred } from './contained.ts';
import { orderOf } from './response-order.ts';
import { structureProblems } from './response-structure.ts';

type Order = ReturnType<typeof orderOf>;

export type Validation = { readonly valid: boolean; readonly problems: readonly Problem[] };

/** While answers are still being given, or were broken off, what is missing is not yet wrong. */
const finished: ReadonlySet<unknown> = new Set(['completed', 'amended']);

const missing: ReadonlySet<ProblemCode> = new Set(['required', 'too-few']);

/** Notes of the reading that break no rule. */
const harmless: ReadonlySet<ProblemCode> = new Set(['other-version']);

function holdsAnything(slot: Slot): boolean {
  return slot.entries.some(
    (entry) => entry.value !== undefined || entry.items.some((each) => holdsAnything(each)),
  );
}

/** Answers where the questionnaire asks nothing: one problem for each disabled item that holds any. */
function disabledProblems(items: readonly FormItem[], entry: Entry): readonly Problem[] {
  return items.flatMap((item, position): readonly Problem[] => {
    const slot = entry.items[position];
    if (slot === undefined) return [];
    if (slot.enabled) return slot.entries.flatMap((each) => disabledProblems(item.items, each));
    if (!holdsAnything(slot)) return [];
    const { linkId } = item;
    return [{ code: 'not-enabled', severity: 'error', linkId, path: pathOf(item) }];
  });
}

/** Of another type than the questionnaire is about; somebody known only by an identifier may be of any. */
function subjectProblems({ source }: Form, response: Json): readonly Problem[] {
  const types = listField(source, 'subjectType');
  const subject = field(response, 'subject');
  if (types.length === 0 || !isObject(subject)) return [];
  const type = typeReferred(containedIn(response), subject);
  if (type === undefined || types.includes(type)) return [];
  return [
    {
      code: 'wrong-reference',
      severity: 'error',
      path: 'QuestionnaireResponse.subject',
      detail: type,
    },
  ];
}

function rank(problem: Problem, status: unknown): Problem {
  if (harmless.has(problem.code)) return problem;
  const severity = missing.has(problem.code) && !finished.has(status) ? 'warning' : 'error';
  return problem.code === 'constraint' ? problem : { ...problem, severity };
}

/**
 * Whether a required item is there after all: a group that stands in the response, even while nothing in it is
 * answered; a question that says why it is not answered; and whatever is in a group that may be, and is, left out.
 */
function isExcused(form: Form, item: FormItem, { present, declined }: Order): boolean {
  if (item.type === 'group' && present.has(item)) return true;
  if (declined.has(item)) return true;
  const lineage = lineageOf(form.items, item);
  return lineage.some((each) => each.type === 'group' && !each.required && !present.has(each));
}

function answerProblems(form: Form, answers: Answers, order: Order): readonly Problem[] {
  return problemsOf(form, answers).filter(({ code, linkId }) => {
    const item = form.byLinkId.get(linkId ?? '');
    // The instances of a group are counted as they stand in the response.
    if (code === 'too-many' && item?.type === 'group') return false;
    return code !== 'required' || item === undefined || !isExcused(form, item, order);
  });
}

/** Whether a QuestionnaireResponse keeps every rule of its Questionnaire, and which it breaks; never throws. */
export function validate(form: Form, response: unknown, context: AnswerContext = {}): Validation {
  const read = readResponse(form, response, context, { calculate: false });
  if (!isObject(response) || !read.ok) return { valid: false, problems: read.problems };
  const status = field(response, 'status');
  const order = orderOf(form, response);
  const judged = [
    ...read.problems,
    ...order.problems,
    ...answerProblems(form, read.answers, order),
  ];
  const problems = [
    ...structureProblems(response),
    ...subjectProblems(form, response),
    ...judged.map((each) => rank(each, status)),
    ...disabledProblems(form.items, read.answers.root),
  ];
  return { valid: problems.every((each) => each.severity !== 'error'), problems };
}
