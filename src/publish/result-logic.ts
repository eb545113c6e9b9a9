import type { Pack, ResultCode, ResultRule } from '../routine/index.ts';
import { conditionLogic, type Given } from './condition-logic.ts';
import { type Logic, opposite, some } from './logic.ts';

/** Rules that follow each other with the same result: among them the order makes no difference. */
export type ResultBlock = {
  readonly result: ResultCode;
  readonly rules: readonly ResultRule[];
  /** All must hold: one of the block’s own rules, and none of the blocks before it. */
  readonly conditions: readonly Logic[];
};

function runsOf(rules: readonly ResultRule[]): readonly (readonly ResultRule[])[] {
  const runs: ResultRule[][] = [];
  for (const rule of rules) {
    const last = runs.at(-1);
    if (last?.[0]?.result === rule.result) last.push(rule);
    else runs.push([rule]);
  }
  return runs;
}

/**
 * Which result it is: the blocks exclude each other, and one of them always holds. The first rule that holds
 * decides; where none does, nobody was asked.
 */
export function resultBlocks(pack: Pack, given: Given): readonly ResultBlock[] {
  const runs = runsOf(pack.results).map((rules) => ({
    rules,
    own: some(rules.map(({ when }) => conditionLogic(when, given))),
  }));
  const before = (index: number): readonly Logic[] =>
    runs.slice(0, index).map(({ own }) => opposite(own));
  const decided = runs.flatMap(({ rules, own }, index): readonly ResultBlock[] => {
    const result = rules[0]?.result;
    return result ? [{ result, rules, conditions: [own, ...before(index)] }] : [];
  });
  return [...decided, { result: 'not-asked', rules: [], conditions: before(runs.length) }];
}
