import type { QuestionnaireResponse } from '../../fhir/index.ts';
import { problemsOf } from '../check/check.ts';
import { scoresOf } from '../check/score.ts';
import type { Form } from '../form/form.ts';
import { startFromChart } from '../populate/populate.ts';
import { present } from '../present.ts';
import { FormError, type FormErrorCode, type Problem } from '../problem.ts';
import { toResponse } from '../response/response-write.ts';
import { answer } from './answer.ts';
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
  readonly code: EditFault | FormErrorCode;
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

function applied(form: Form, answers: Answers, raw: unknown): Answers | Omit<FillFault, 'edit'> {
  const read = readEdit(form, raw);
  if ('code' in read) return read;
  try {
    return answer(form, answers, read.event);
  } catch (error) {
    if (error instanceof FormError) return { code: error.code, linkId: error.linkId };
    throw error;
  }
}

/** Makes the edits in order from the form's beginning, or says which one cannot be made. */
export function fill(
  form: Form,
  edits: readonly unknown[],
  context: AnswerContext = {},
):
  | { readonly ok: true; readonly answers: Answers }
  | { readonly ok: false; readonly fault: FillFault } {
  let answers = startFromChart(form, context);
  for (const [edit, raw] of edits.entries()) {
    const next = applied(form, answers, raw);
    if ('code' in next) return { ok: false, fault: { ...next, edit } };
    answers = next;
  }
  return { ok: true, answers };
}
