import { system } from '../fhir/index.ts';
import type { Answers, Form } from '../questionnaire/index.ts';
import { type NotAskedReason, notAskedReason, type Pack, questionsFor } from '../routine/index.ts';
import { answerKind, codesOf, valuesIn } from './answer-kind.ts';
import type { Situation } from './holds.ts';
import type { Circumstances, Outcome } from './outcome.ts';
import { type Decided, decide } from './result.ts';
import { dueSteps } from './steps.ts';

function reasonGiven(pack: Pack, form: Form, answers: Answers): NotAskedReason | undefined {
  for (const value of valuesIn(form, answers, pack.gate.items.reason)) {
    if (value.type !== 'coding' || value.value.system !== system.notAskedReason) continue;
    const found = notAskedReason.safeParse(value.value.code);
    if (found.success) return found.data;
  }
  return undefined;
}

/** Only a not-asked occasion has a reason; one that was broken off has that for a reason unless another is given. */
function whyNotAsked(
  decided: Decided,
  given: NotAskedReason | undefined,
): Pick<Outcome, 'notAsked'> {
  if (decided.code !== 'not-asked') return {};
  if (given !== undefined) return { notAsked: given };
  return decided.qualifiers.includes('interrupted') ? { notAsked: 'interrupted' } : {};
}

/**
 * What follows from the answers under the routine: result, qualifiers, reasons, steps. The rules are the
 * pack's; nothing here knows a question. The clinician's concern stands beside the result and never changes it.
 */
export function assess(
  pack: Pack,
  form: Form,
  answers: Answers,
  circumstances: Circumstances,
): Outcome {
  const { today, ...occasion } = circumstances;
  const asked: Situation = {
    ...occasion,
    kindOf: (question) => answerKind(form, answers, question),
    codesOf: (question) => codesOf(form, answers, question),
  };
  const decided = decide(pack, asked, today);
  const situation: Situation = {
    ...asked,
    result: { code: decided.code, witnesses: decided.witnesses },
  };
  return {
    result: decided.code,
    qualifiers: decided.qualifiers,
    ...whyNotAsked(decided, reasonGiven(pack, form, answers)),
    concern: asked.kindOf(pack.questions.concern) === 'yes',
    reasons: decided.reasons,
    missing: questionsFor(pack, occasion.audience).result.filter(
      (question) => asked.kindOf(question) === 'missing',
    ),
    steps: dueSteps({ pack, situation, today }),
  };
}
