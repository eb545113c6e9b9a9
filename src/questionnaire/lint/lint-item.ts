import { system } from '../../fhir/index.ts';
import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import { field, objectsField } from '../json.ts';
import { pathOf } from '../parse/reading.ts';
import { present } from '../present.ts';
import type { FormProblemCode, Problem } from '../problem.ts';
import { contradictions, incomparable, repeatedNames } from './contradictions.ts';
import { danglingLinkIds } from './dangling.ts';
import { itemShapes } from './lint-shape.ts';

type Rule = readonly [key: string, breaks: (item: FormItem) => boolean];

const has = (item: FormItem, name: string): boolean => field(item.source, name) !== undefined;
const count = (item: FormItem, name: string): number => objectsField(item.source, name).length;

const lengthed: ReadonlySet<string> = new Set([
  ...['boolean', 'decimal', 'integer', 'string', 'text', 'url', 'open-choice'],
]);

const optioned: ReadonlySet<string> = new Set([
  ...['choice', 'open-choice', 'decimal', 'integer', 'date', 'dateTime', 'time', 'string'],
  'quantity',
]);

/** The invariants of Questionnaire.item (R4), by their keys; but for que-12, without which no form is read at all. */
const invariants: readonly Rule[] = [
  ['que-1', ({ type, items }) => type === 'group' && items.length === 0],
  ['que-1', ({ type, items }) => type === 'display' && items.length > 0],
  ['que-3', ({ type, code }) => type === 'display' && code.length > 0],
  ['que-4', (item) => count(item, 'answerOption') > 0 && has(item, 'answerValueSet')],
  ['que-5', (item) => count(item, 'answerOption') > 0 && !optioned.has(item.type)],
  ['que-5', (item) => has(item, 'answerValueSet') && !optioned.has(item.type)],
  ['que-6', (item) => item.type === 'display' && (has(item, 'required') || has(item, 'repeats'))],
  ['que-8', (item) => !isQuestion(item) && count(item, 'initial') > 0],
  ['que-9', (item) => item.type === 'display' && has(item, 'readOnly')],
  ['que-10', (item) => item.maxLength !== undefined && !lengthed.has(item.type)],
  ['que-11', (item) => count(item, 'answerOption') > 0 && count(item, 'initial') > 0],
  ['que-13', (item) => !item.repeats && count(item, 'initial') > 1],
];

function isDecline(item: FormItem): boolean {
  return item.options.some(
    ({ value }) =>
      value.type === 'coding' &&
      value.value.system === system.absent &&
      value.value.code === 'asked-declined',
  );
}

/** Asked of a person, who must be able to say no to answering. */
function isAsked(item: FormItem): boolean {
  const chosen = item.type === 'boolean' || item.type === 'choice' || item.type === 'open-choice';
  return chosen && !item.hidden && !item.readOnly && item.calculated === undefined;
}

function note(
  item: FormItem,
  severity: Problem['severity'],
  code: FormProblemCode,
  detail?: string,
): Problem {
  const { linkId } = item;
  return {
    code,
    severity,
    linkId,
    path: pathOf(item),
    ...present({ detail }),
  };
}

/** Conditions on questions that come later: they open above the place where the person is. */
function lateConditions(form: Form, item: FormItem): readonly Problem[] {
  return (item.enable?.conditions ?? []).flatMap(({ question }) => {
    const on = form.byLinkId.get(question);
    return on !== undefined && on.index > item.index
      ? [note(item, 'warning', 'late-condition', question)]
      : [];
  });
}

/** A condition no answer can meet: it asks for an option that the question does not have. */
function unreachable(form: Form, item: FormItem): readonly Problem[] {
  return (item.enable?.conditions ?? []).flatMap(({ question, operator, answer }) => {
    const options = form.byLinkId.get(question)?.options ?? [];
    if (operator !== '=' || answer.type !== 'coding' || options.length === 0) return [];
    const found = options.some(
      ({ value }) =>
        value.type === 'coding' &&
        value.value.code === answer.value.code &&
        value.value.system === answer.value.system,
    );
    return found ? [] : [note(item, 'error', 'unreachable', question)];
  });
}

/** What an author should look at in one item. */
export function itemFindings(form: Form, item: FormItem): readonly Problem[] {
  return [
    ...invariants.flatMap(([key, breaks]) =>
      breaks(item) ? [note(item, 'error', 'invariant', key)] : [],
    ),
    ...(isAsked(item) && !isDecline(item) ? [note(item, 'warning', 'missing-decline')] : []),
    ...lateConditions(form, item),
    ...unreachable(form, item),
    ...incomparable(form, item).map((question) => note(item, 'error', 'unreachable', question)),
    ...contradictions(item).map((about) => note(item, 'warning', 'contradiction', about)),
    ...repeatedNames(item.variables).map((name) => note(item, 'warning', 'duplicate-name', name)),
    ...itemShapes(item),
    ...danglingLinkIds(form, item).map((linkId) =>
      note(item, 'warning', 'unknown-link-id', linkId),
    ),
  ];
}
