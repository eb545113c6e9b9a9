import { describe, expect, test } from 'vitest';
import { type Outcome, runCase } from '../../../src/guidance/index.ts';
import type { WorkedCase } from '../../../src/routine/index.ts';
import { casesOf, met, packIds, packOf } from './content.ts';

function outcomeOf(id: string, given: WorkedCase): Outcome {
  const whole = packOf(id);
  const audience = whole.audiences.find((each) => each.id === given.audience) ?? whole.audiences[0];
  if (audience === undefined) throw new Error(`${id} has no audience`);
  const { pack, form } = met(whole, audience);
  const run = runCase(pack, form, audience.id, given);
  if (!run.ok) throw new Error(run.unreadable);
  return run.outcome;
}

function signsIn({ steps }: Outcome): string | undefined {
  const counted = steps.find(({ count }) => count)?.count;
  return counted && `${counted.yes} av ${counted.of}${counted.high ? ', stor fara' : ''}`;
}

/** A routine's own cases and those of what it lies over. */
describe.each(packIds)('worked cases under %s', (id) => {
  test.each(casesOf(id).map(({ given }) => given))('$name', (given) => {
    const { gives } = given;
    const outcome = outcomeOf(id, given);
    expect({
      result: outcome.result,
      qualifiers: outcome.qualifiers,
      notAsked: outcome.notAsked,
      concern: outcome.concern,
      steps: outcome.steps.map(({ step }) => step.id),
      alerts: outcome.steps.flatMap(({ alerts }) => alerts.map(({ alert }) => alert.id)),
      signs: gives.signs && signsIn(outcome),
    }).toEqual({
      qualifiers: [],
      concern: false,
      alerts: [],
      notAsked: undefined,
      signs: undefined,
      ...gives,
    });
  });
});
