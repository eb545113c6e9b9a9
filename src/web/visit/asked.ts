import { system } from '../../fhir/index.ts';
import { answerKind } from '../../guidance/index.ts';
import {
  type Answers,
  answer,
  type Form,
  isEnabled,
  optionsOf,
} from '../../questionnaire/index.ts';
import type { AnswerKind, Audience, Pack } from '../../routine/index.ts';

type Asked = { readonly form: Form; readonly answers: Answers };

const opensTheRest: ReadonlySet<AnswerKind> = new Set(['yes', 'unknown', 'declined']);

/**
 * The questions to put now, in order. An audience may start with a few; the rest follow after a yes or an
 * unclear answer to one of them.
 */
export function questionsNow(pack: Pack, audience: Audience, asked: Asked): readonly string[] {
  const { form, answers } = asked;
  const all = [...pack.questions.result, ...pack.questions.after];
  const first = audience.startsWith;
  const goesOn =
    first === undefined ||
    first.some((linkId) => opensTheRest.has(answerKind(form, answers, linkId)));
  const put = goesOn || first === undefined ? all : all.filter((linkId) => first.includes(linkId));
  return put.filter((linkId) => form.byLinkId.has(linkId) && isEnabled(form, answers, linkId));
}

/** The answers after "no to every one": the questions put that count for the result, answered no. */
export function allNo(pack: Pack, audience: Audience, asked: Asked): Answers {
  const { form } = asked;
  const counted = questionsNow(pack, audience, asked).filter((linkId) =>
    pack.questions.result.includes(linkId),
  );
  return counted.reduce((answers, linkId) => {
    const no = optionsOf(form, linkId, form.language).find(
      ({ coding }) => coding?.system === system.yesNo && coding.code === 'N',
    );
    return no ? answer(form, answers, { type: 'set', linkId, value: no.value }) : answers;
  }, asked.answers);
}

/** Nothing of what counts for the result has an answer yet. */
export function nothingAnswered(pack: Pack, { form, answers }: Asked): boolean {
  return pack.questions.result.every((linkId) => answerKind(form, answers, linkId) === 'missing');
}
