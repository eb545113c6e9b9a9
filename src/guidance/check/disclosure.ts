import { isQuestion } from '../../questionnaire/index.ts';
import type { AnswerKind } from '../../routine/index.ts';
import { questionsFor } from '../../routine/index.ts';
import type { Compiled } from './compile.ts';
import { levelsOf } from './model.ts';

/** Moving one answer: from any of the values at a level to that one. */
export type Move = {
  readonly linkId: string;
  readonly level: number;
  readonly from: readonly number[];
  readonly to: number;
};

/** Questions whose answers are not about what the patient has been through: the gate's, and what was agreed. */
function besides({ pack }: Compiled): ReadonlySet<string> {
  const { gate, agreement, questions } = pack;
  return new Set([
    ...gate.conditions.map(({ item }) => item),
    ...Object.values(gate.items),
    ...Object.values(agreement),
    questions.concern,
  ]);
}

function valuesOf(
  compiled: Compiled,
  level: number,
  kinds: readonly AnswerKind[],
): readonly number[] {
  const variable = compiled.model.variables[level];
  const choices = variable && 'choices' in variable ? variable.choices : [];
  return choices.flatMap(({ kind }, value) => (kinds.includes(kind) ? [value] : []));
}

/** Yes/no questions of the patient's: linkId and which answer discloses. */
export function disclosing(
  compiled: Compiled,
): readonly { readonly linkId: string; readonly worse: 'yes' | 'no'; readonly level: number }[] {
  const apart = besides(compiled);
  const reassuring = compiled.pack.questions.reassuring ?? [];
  return compiled.form.all.filter(isQuestion).flatMap(({ linkId }) => {
    const level = levelsOf(compiled.model, linkId)[0];
    if (apart.has(linkId) || level === undefined) return [];
    const both =
      valuesOf(compiled, level, ['yes']).length > 0 && valuesOf(compiled, level, ['no']).length > 0;
    return both
      ? [{ linkId, level, worse: reassuring.includes(linkId) ? ('no' as const) : ('yes' as const) }]
      : [];
  });
}

const everyKind: readonly AnswerKind[] = ['yes', 'no', 'unknown', 'declined', 'other', 'missing'];

/** Every move to a disclosure: a yes where yes discloses, from any other answer. */
export function disclosures(compiled: Compiled): readonly Move[] {
  return disclosing(compiled).flatMap(({ linkId, level, worse }) =>
    valuesOf(compiled, level, [worse]).map((to) => ({
      linkId,
      level,
      to,
      from: valuesOf(
        compiled,
        level,
        everyKind.filter((kind) => kind !== worse),
      ),
    })),
  );
}

/** Every move from a calm answer to none, to "not applicable", to an unclear one. */
export function leftOut(compiled: Compiled): readonly Move[] {
  return disclosing(compiled).flatMap(({ linkId, level, worse }) =>
    valuesOf(compiled, level, ['missing', 'other', 'unknown', 'declined']).map((to) => ({
      linkId,
      level,
      to,
      from: valuesOf(compiled, level, [worse === 'yes' ? 'no' : 'yes']),
    })),
  );
}

/** The questions that make the result for this audience. */
export function resultQuestions({ pack, audience }: Compiled): readonly string[] {
  return questionsFor(pack, audience).result;
}
