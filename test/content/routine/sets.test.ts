import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Compiled } from '../../../src/guidance/check/compile.ts';
import { never } from '../../../src/guidance/check/diagram.ts';
import { tellable } from '../../../src/guidance/check/model.ts';
import { countStates } from '../../../src/guidance/check/states.ts';
import { routes } from '../../../src/guidance/check/variable.ts';
import { assess } from '../../../src/guidance/index.ts';
import { type Answers, answer, start } from '../../../src/questionnaire/index.ts';
import type { ChartFact } from '../../../src/routine/index.ts';
import { compiledFor, contains, takenOneByOne } from './one-by-one.ts';

function answersAt({ form, model }: Compiled, state: readonly number[]): Answers {
  return model.variables.reduce((answers, variable, level) => {
    const value = 'choices' in variable ? variable.choices[state[level] ?? 0]?.value : undefined;
    if (!('choices' in variable) || value === undefined) return answers;
    return answer(form, answers, { type: 'set', linkId: variable.linkId, value });
  }, start(form));
}

function circumstancesAt({ model, audience }: Compiled, state: readonly number[]) {
  const facts: ChartFact[] = [];
  let route: (typeof routes)[number] = 'routine';
  let age: number | undefined;
  model.variables.forEach((variable, level) => {
    const value = state[level] ?? 0;
    if (variable.about === 'fact' && value === 1) facts.push(variable.fact);
    if (variable.about === 'route') route = routes[value] ?? route;
    if (variable.about === 'age') age = variable.from[value - 1];
  });
  return { today: '2026-11-22', route, facts, audience, ...(age !== undefined && { age }) };
}

/** Any state; mostly calm at each question, so that every result comes up. */
function anyState({ model, pack }: Compiled): fc.Arbitrary<readonly number[]> {
  const gate = new Set(pack.gate.conditions.map(({ item }) => item));
  const levels = model.variables.map((variable, level) => {
    const any = fc.nat({ max: (model.store.sizes[level] ?? 1) - 1 });
    if (!('choices' in variable)) return any;
    const calm = gate.has(variable.linkId) ? 'yes' : 'no';
    const found = variable.choices.findIndex(({ kind }) => kind === calm);
    const listed = variable.choices.every(({ kind, value }) => kind === 'missing' || value);
    if (!listed) return fc.constant(0);
    return found < 0
      ? fc.oneof(fc.constant(0), any)
      : fc.oneof({ weight: 6, arbitrary: fc.constant(found) }, { weight: 1, arbitrary: any });
  });
  return fc.tuple(...levels);
}

const compiled = compiledFor('se-orebro', 'adult');

describe('the sets of states', () => {
  test('say the same as an assessment, for any answers', () => {
    fc.assert(
      fc.property(anyState(compiled), (state) => {
        const outcome = assess(
          compiled.pack,
          compiled.form,
          answersAt(compiled, state),
          circumstancesAt(compiled, state),
        );
        const { results, steps } = compiled;
        const inSets = (Object.keys(results) as (keyof typeof results)[]).filter((code) =>
          contains(compiled, results[code], state),
        );
        expect(inSets).toEqual([outcome.result]);
        const due = steps.filter((step) => contains(compiled, step.due, state));
        expect(due.map(({ step }) => step.id)).toEqual(outcome.steps.map(({ step }) => step.id));
        const alerts = steps.flatMap(({ step, alerts: sets }) =>
          (step.alerts ?? []).filter((_, a) => contains(compiled, sets[a] ?? never, state)),
        );
        expect(alerts.map(({ id }) => id)).toEqual(
          outcome.steps.flatMap((step) => step.alerts.map(({ alert }) => alert.id)),
        );
        const urgencies = due.map(({ by }) =>
          (['now', 'today', 'planned'] as const).find((urgency) =>
            contains(compiled, by[urgency], state),
          ),
        );
        expect(urgencies).toEqual(outcome.steps.map(({ urgency }) => urgency));
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  test('count every state once', () => {
    const { model, results } = compiled;
    const all = model.store.sizes.reduce((sum, size) => sum * BigInt(size), 1n);
    const each = Object.values(results).map((set) => countStates(model.store, set));
    expect(each.reduce((a, b) => a + b)).toBe(all);
    expect(countStates(model.store, tellable(model))).toBeLessThan(all);
  });

  test('hold for a million states taken one by one (npm run bench -- routine takes ten)', () => {
    const { states, wrong } = takenOneByOne(compiled, 2);
    expect(states).toBeGreaterThan(1_000_000);
    expect(wrong).toBe(0);
  }, 120_000);
});
