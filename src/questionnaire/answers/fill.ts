import type { QuestionnaireResponse } from '../../fhir/index.ts';
import { problemsOf } from '../check/check.ts';
import { scoresOf } from '../check/score.ts';
import type { Form } from '../form/form.ts';
import { startFromChart } from '../populate/populate.ts';
import { present } from '../present.ts';
import { FormError, type FormErrorCode, type Problem } from '../problem.ts';
import { toResponse } from '../response/response-write.ts';
import { nothingPending, type Pending, settle } from '../settle/settle.ts';
import { type AnswerEvent, enter } from './answer.ts';
import { type Draft, draftOf } from './draft.ts';
import { type EditFault, readEdit } from './edit.ts';
import { isEnabled } from './query.ts';
import type { AnswerContext, Answers } from './state.ts';

export type Filled = {
  readonly enabled: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
  readonly response: QuestionnaireResponse;
};

/** An edit that cannot be made, by its number in the list. */
export type FillFault = {
  readonly code: EditFault | FormErrorCode | 'too-large';
  readonly edit: number;
  readonly linkId?: string;
};

export type FillContext = { readonly at: string; readonly language?: string };

/** What a form shows and gives after some answers: the whole picture at once, for commands and tables of cases. */
export function picture(form: Form, answers: Answers, { at, language }: FillContext): Filled {
  return {
    enabled: form.all.flatMap(({ linkId }) => (isEnabled(form, answers, linkId) ? [linkId] : [])),
    scores: scoresOf(form, answers),
    problems: problemsOf(form, answers),
    response: toResponse(form, answers, {
      status: 'in-progress',
      authored: at,
      ...present({ language }),
    }),
  };
}

/** More than anybody types, and more places than any form has: a form that grows like this is refused. */
const mostEdits = 10_000;
const mostPlaces = 200_000;

type Filling = { readonly form: Form; readonly draft: Draft; pending: Pending; places: number };

/** What an edit adds to the answers, in places that then are gone through again and again. */
function sizeOf(form: Form, { type, linkId }: AnswerEvent): number {
  const item = type === 'add' ? form.byLinkId.get(linkId) : undefined;
  return item === undefined ? 1 : item.last - item.index + 1;
}

/** Makes one edit. Only what is calculated has to be up to date before it is edited: the rest follows at the end. */
function apply(filling: Filling, raw: unknown): Omit<FillFault, 'edit'> | undefined {
  const { form, draft } = filling;
  const read = readEdit(form, raw);
  if ('code' in read) return read;
  const { event } = read;
  filling.places += sizeOf(form, event);
  if (filling.places > mostPlaces) return { code: 'too-large', linkId: event.linkId };
  try {
    if (form.byLinkId.get(event.linkId)?.calculated !== undefined) settleNow(filling);
    enter(form, draft, event, filling.pending);
    return undefined;
  } catch (error) {
    if (error instanceof FormError) return { code: error.code, linkId: error.linkId };
    throw error;
  }
}

function settleNow(filling: Filling): void {
  settle(filling.form, filling.draft, filling.pending);
  filling.pending = nothingPending(filling.form);
}

/** Makes the edits in order from the form's beginning, or says which one cannot be made. */
export function fill(
  form: Form,
  edits: readonly unknown[],
  context: AnswerContext = {},
):
  | { readonly ok: true; readonly answers: Answers }
  | { readonly ok: false; readonly fault: FillFault } {
  if (edits.length > mostEdits) return { ok: false, fault: { code: 'too-large', edit: mostEdits } };
  const draft = draftOf(startFromChart(form, context));
  const filling: Filling = { form, draft, pending: nothingPending(form), places: 0 };
  for (const [edit, raw] of edits.entries()) {
    const fault = apply(filling, raw);
    if (fault !== undefined) return { ok: false, fault: { ...fault, edit } };
  }
  settleNow(filling);
  return { ok: true, answers: { root: draft.root, context } };
}
