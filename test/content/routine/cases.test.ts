import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { assess, type Outcome } from '../../../src/guidance/index.ts';
import { notAskedReason, resultCode, resultQualifier } from '../../../src/routine/index.ts';
import { adult, answersFrom, jsonFiles, packIds, packOf, readJson } from './content.ts';

const file = z.strictObject({
  licence: z.string(),
  about: z.string(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      route: z.enum(['routine', 'indication']).default('routine'),
      facts: z.array(z.enum(['pregnant', 'protected-identity', 'interpreter'])).default([]),
      /** `passed`: every condition held. Otherwise the conditions are among the answers. */
      gate: z.enum(['passed', 'not passed']),
      /** The answer to every question of the result that is not named in `answers`. */
      rest: z.enum(['yes', 'no', 'unknown', 'declined', 'not put']),
      answers: z.record(z.string(), z.string()),
      gives: z.strictObject({
        result: resultCode,
        qualifiers: z.array(resultQualifier).default([]),
        notAsked: z.optional(notAskedReason),
        concern: z.boolean().default(false),
        steps: z.array(z.string()),
        alerts: z.array(z.string()).default([]),
        signs: z.string().optional(),
      }),
    }),
  ),
});

const caseFiles = packIds.flatMap((id) => {
  try {
    return jsonFiles(`routines/${id}/cases`).map((path) => ({ id, path }));
  } catch {
    // A pack without cases of its own: its base has them.
    return [];
  }
});

function whole(id: string, given: z.infer<typeof file>['cases'][number]): Record<string, string> {
  const { gate, questions } = packOf(id);
  const passed = gate.conditions.map(({ item }) => [item, 'yes']);
  const rest = questions.result.map((question) => [question, given.rest]);
  return {
    ...(given.gate === 'passed' ? Object.fromEntries(passed) : {}),
    ...(given.rest === 'not put' ? {} : Object.fromEntries(rest)),
    ...given.answers,
  };
}

function outcomeOf(id: string, given: z.infer<typeof file>['cases'][number]): Outcome {
  return assess(packOf(id), adult, answersFrom(adult, whole(id, given)), {
    today: '2026-11-22',
    route: given.route,
    facts: given.facts,
  });
}

/** Every rule that gave a reason: for the result, for a step, for an alert. */
function rulesBehind(outcome: Outcome): readonly string[] {
  const steps = outcome.steps.flatMap(({ reasons, alerts }) => [
    ...reasons,
    ...alerts.map(({ reason }) => reason),
  ]);
  return [...outcome.reasons, ...steps].map(({ rule }) => rule);
}

test('every rule of the national routine is shown by a case', () => {
  const { results, steps } = packOf('se');
  const rules = [...results, ...steps.flatMap((step) => [...step.rules, ...(step.alerts ?? [])])];
  const shown = caseFiles.flatMap(({ id, path }) =>
    file.parse(readJson(path)).cases.flatMap((given) => rulesBehind(outcomeOf(id, given))),
  );
  expect(rules.map(({ id }) => id).filter((id) => !shown.includes(id))).toEqual([]);
});

describe.each(caseFiles)('worked cases in $path', ({ id, path }) => {
  const { cases } = file.parse(readJson(path));
  test.each(cases)('$name', (given) => {
    const outcome = outcomeOf(id, given);
    const counted = outcome.steps.find(({ count }) => count)?.count;
    expect({
      result: outcome.result,
      qualifiers: outcome.qualifiers,
      ...(outcome.notAsked ? { notAsked: outcome.notAsked } : {}),
      concern: outcome.concern,
      steps: outcome.steps.map(({ step }) => step.id),
      alerts: outcome.steps.flatMap(({ alerts }) => alerts.map(({ alert }) => alert.id)),
      ...(given.gives.signs && counted
        ? { signs: `${counted.yes} av ${counted.of}${counted.high ? ', stor fara' : ''}` }
        : {}),
    }).toEqual(given.gives);
  });
});
