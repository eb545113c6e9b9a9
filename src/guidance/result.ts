import type { Pack, ResultCode, ResultQualifier, ResultRule } from '../routine/index.ts';
import { cite } from './cite.ts';
import { holds, type Situation, type Witness } from './holds.ts';
import type { Reason } from './outcome.ts';

type Held = { readonly rule: ResultRule; readonly witnesses: readonly Witness[] };

export type Decided = {
  readonly code: ResultCode;
  readonly qualifiers: readonly ResultQualifier[];
  readonly reasons: readonly Reason[];
  /** The answers behind the result. */
  readonly witnesses: readonly Witness[];
};

/**
 * The first rule that holds decides the result; it and later rules of the same result that hold add their
 * qualifiers and reasons. When no rule holds nothing can be said to have been asked.
 */
export function decide(pack: Pack, situation: Situation, today: string): Decided {
  const held: readonly Held[] = pack.results.flatMap((rule) => {
    const witnesses = holds(rule.when, situation);
    return witnesses === undefined ? [] : [{ rule, witnesses }];
  });
  const first = held[0];
  if (first === undefined) {
    return { code: 'not-asked', qualifiers: [], reasons: [], witnesses: [] };
  }
  const code = first.rule.result;
  const same = held.filter(({ rule }) => rule.result === code);
  const reasons = same.map(({ rule, witnesses }) => ({
    rule: rule.id,
    why: rule.why,
    answers: witnesses,
    citation: cite(pack, rule.source, today),
  }));
  const qualifiers = same.flatMap(({ rule }) => (rule.qualifier ? [rule.qualifier] : []));
  return { code, qualifiers: [...new Set(qualifiers)], reasons, witnesses: first.witnesses };
}
