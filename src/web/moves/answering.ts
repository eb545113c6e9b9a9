import { type AnswerEvent, answer, type Value } from '../../questionnaire/index.ts';
import { asking } from '../state.ts';

/** Lets one answer happen to the form. */
export function give(event: AnswerEvent): void {
  const now = asking.value;
  if (now === undefined) return;
  asking.value = { form: now.form, answers: answer(now.form, now.answers, event) };
}

export function setAnswer(linkId: string, value: Value): void {
  give({ type: 'set', linkId, value });
}

export function clearAnswer(linkId: string): void {
  give({ type: 'clear', linkId });
}
