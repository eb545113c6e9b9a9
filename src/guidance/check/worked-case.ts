import { type Answers, answer, type Form, start, type Value } from '../../questionnaire/index.ts';
import type { Pack, WorkedCase } from '../../routine/index.ts';
import { questionsFor } from '../../routine/index.ts';
import { assess } from '../assess.ts';
import type { Outcome } from '../outcome.ts';
import type { Finding } from './finding.ts';

/** Words for answers that every question of the kind has, beside an option's own code. */
const codes: Readonly<Record<string, string>> = {
  yes: 'Y',
  no: 'N',
  unknown: 'asked-unknown',
  declined: 'asked-declined',
};

/** An answer in words as the form's own value; undefined when the form has no such question or answer. */
export function valueSaid(form: Form, linkId: string, word: string): Value | undefined {
  const item = form.byLinkId.get(linkId);
  if (item === undefined) return undefined;
  if (item.type === 'boolean') return { type: 'boolean', value: word === 'yes' };
  if (item.options.length === 0) {
    return { type: item.type === 'date' ? 'date' : 'string', value: word };
  }
  const chosen = item.options.find(
    ({ value }) => value.type === 'coding' && value.value.code === (codes[word] ?? word),
  );
  return chosen?.value;
}

/** Every answer of a case, by linkId, in words. */
export function wordsOfCase(
  pack: Pack,
  audience: string,
  given: WorkedCase,
): Readonly<Record<string, string>> {
  const passed = pack.gate.conditions.map(({ item }) => [item, 'yes']);
  const rest = questionsFor(pack, audience).result.map((question) => [question, given.rest]);
  return {
    ...(given.gate === 'passed' ? Object.fromEntries(passed) : {}),
    ...(given.rest === 'not put' ? {} : Object.fromEntries(rest)),
    ...given.answers,
  };
}

/** What the routine gives for a case; `unreadable` names an answer that the form does not have. */
export type CaseRun =
  | { readonly ok: true; readonly outcome: Outcome; readonly answers: Answers }
  | { readonly ok: false; readonly unreadable: string };

/** `pack` is flat, and the case is of that audience. */
export function runCase(pack: Pack, form: Form, audience: string, given: WorkedCase): CaseRun {
  let answers = start(form);
  for (const [linkId, word] of Object.entries(wordsOfCase(pack, audience, given))) {
    const value = valueSaid(form, linkId, word);
    if (value === undefined) return { ok: false, unreadable: `${linkId}: ${word}` };
    answers = answer(form, answers, { type: 'set', linkId, value });
  }
  const outcome = assess(pack, form, answers, {
    today: given.today ?? pack.validFrom,
    route: given.route ?? 'routine',
    audience,
    facts: given.facts ?? [],
    ...(given.age !== undefined && { age: given.age }),
  });
  return { ok: true, outcome, answers };
}

function countSaid({ steps }: Outcome): string | undefined {
  const count = steps.find((step) => step.count)?.count;
  return count && `${count.yes} av ${count.of}${count.high ? ', stor fara' : ''}`;
}

const list = (values: readonly string[] | undefined): string => (values ?? []).join(', ') || 'none';

/** Where the outcome is not what the case says, in `part: what came (what the case says)`. */
export function differences(outcome: Outcome, { gives }: WorkedCase): readonly string[] {
  const alerts = outcome.steps.flatMap((step) => step.alerts.map(({ alert }) => alert.id));
  const rows: readonly (readonly [string, string, string])[] = [
    ['result', outcome.result, gives.result],
    ['qualifiers', list(outcome.qualifiers), list(gives.qualifiers)],
    ['not asked', outcome.notAsked ?? 'none', gives.notAsked ?? 'none'],
    ['concern', String(outcome.concern), String(gives.concern ?? false)],
    ['steps', list(outcome.steps.map(({ step }) => step.id)), list(gives.steps)],
    ['alerts', list(alerts), list(gives.alerts)],
    ...(gives.signs === undefined
      ? []
      : [['signs', countSaid(outcome) ?? 'none', gives.signs] as const]),
  ];
  return rows
    .filter(([, came, said]) => came !== said)
    .map(([part, came, said]) => `${part}: ${came} (the case says: ${said})`);
}

/** Every rule that gave a reason, by its path. */
export function rulesBehind(outcome: Outcome): readonly string[] {
  return [
    ...outcome.reasons.map(({ rule }) => `results.${rule}`),
    ...outcome.steps.flatMap(({ step, reasons, alerts }) => [
      ...reasons.map(({ rule }) => `steps.${step.id}.rules.${rule}`),
      ...alerts.map(({ alert }) => `steps.${step.id}.alerts.${alert.id}`),
    ]),
  ];
}

/** Property 8 for one case: it gives what it says. */
export function checkCase(run: CaseRun, given: WorkedCase, path: string): readonly Finding[] {
  const fault = { weight: 'fault', property: 8, path: `${path}: ${given.name}` } as const;
  if (!run.ok) return [{ ...fault, code: 'case-unreadable', found: run.unreadable }];
  return differences(run.outcome, given).map((found) => ({
    ...fault,
    code: 'case-differs',
    found,
  }));
}
