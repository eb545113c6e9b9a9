import type { AnswerKind, ChartFact, Condition, ResultCode } from '../routine/index.ts';

/** An answer that made a rule hold. */
export type Witness = { readonly question: string; readonly kind: AnswerKind };

/** All that a rule can speak of. */
export type Situation = {
  readonly kindOf: (question: string) => AnswerKind;
  readonly codesOf: (question: string) => readonly string[];
  /** Absent while the result itself is being found: a rule about it then does not hold. */
  readonly result?: { readonly code: ResultCode; readonly witnesses: readonly Witness[] };
  readonly route: 'routine' | 'indication';
  /** Id of the audience that the occasion is of; absent is not known, and no rule about it holds. */
  readonly audience?: string;
  readonly age?: number;
  readonly facts: readonly ChartFact[];
};

type Held = readonly Witness[] | undefined;

function withoutRepeats(witnesses: readonly Witness[]): readonly Witness[] {
  const seen = new Set<string>();
  return witnesses.filter(({ question }) => !seen.has(question) && seen.add(question));
}

function several(conditions: readonly Condition[], needed: number, situation: Situation): Held {
  const held = conditions
    .map((each) => holds(each, situation))
    .filter((each) => each !== undefined);
  return held.length >= needed ? withoutRepeats(held.flat()) : undefined;
}

function within(age: number | undefined, span: { from?: number; to?: number }): boolean {
  return age !== undefined && age >= (span.from ?? 0) && age <= (span.to ?? Number.MAX_VALUE);
}

const plain = (held: boolean): Held => (held ? [] : undefined);

function aboutAnswer(
  condition: Extract<Condition, { question: string }>,
  situation: Situation,
): Held {
  const kind = situation.kindOf(condition.question);
  const codes = 'code' in condition ? condition.code : [];
  const held =
    'in' in condition
      ? condition.in.includes(kind)
      : situation.codesOf(condition.question).some((code) => codes.includes(code));
  return held ? [{ question: condition.question, kind }] : undefined;
}

function aboutOccasion(
  condition: Exclude<
    Condition,
    { all: unknown } | { any: unknown } | { of: unknown } | { question: string }
  >,
  situation: Situation,
): Held {
  if ('result' in condition) {
    const { result } = situation;
    return result && condition.result.includes(result.code) ? result.witnesses : undefined;
  }
  if ('route' in condition) return plain(condition.route === situation.route);
  if ('audience' in condition) {
    const { audience } = situation;
    return plain(audience !== undefined && condition.audience.includes(audience));
  }
  if ('chart' in condition) return plain(situation.facts.includes(condition.chart));
  return plain(within(situation.age, condition.age));
}

/**
 * Whether a rule holds, and the answers that made it so: undefined when it does not. Unknown facts never
 * make a rule hold. `any` gives every answer that was enough, not only the first.
 */
export function holds(condition: Condition, situation: Situation): Held {
  if ('all' in condition) return several(condition.all, condition.all.length, situation);
  if ('any' in condition) return several(condition.any, 1, situation);
  if ('of' in condition) return several(condition.of, condition.atLeast, situation);
  return 'question' in condition
    ? aboutAnswer(condition, situation)
    : aboutOccasion(condition, situation);
}
