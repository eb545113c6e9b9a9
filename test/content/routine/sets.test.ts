import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Compiled, compileRoutine } from '../../../src/guidance/check/compile.ts';
import { always, type Diagram, never } from '../../../src/guidance/check/diagram.ts';
import { tellable } from '../../../src/guidance/check/model.ts';
import { countStates } from '../../../src/guidance/check/states.ts';
import { routes } from '../../../src/guidance/check/variable.ts';
import { assess } from '../../../src/guidance/index.ts';
import { type Answers, answer, start } from '../../../src/questionnaire/index.ts';
import type { ChartFact } from '../../../src/routine/index.ts';
import { met, packOf } from './content.ts';

/** Whether the state is in the set. */
function contains({ model: { store } }: Compiled, set: Diagram, state: readonly number[]): boolean {
  let at = set;
  while (at !== always && at !== never)
    at = store.branches[at]?.[state[store.levels[at] ?? 0] ?? 0] ?? never;
  return at === always;
}

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

function compiledFor(id: string, audienceId: string): Compiled {
  const whole = packOf(id);
  const audience = whole.audiences.find((each) => each.id === audienceId);
  if (audience === undefined) throw new Error(audienceId);
  const { pack, form } = met(whole, audience);
  return compileRoutine(pack, form, audienceId);
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

  test('hold for ten million states taken one by one', () => {
    const { model, pack, results } = compiled;
    const gate = pack.gate.conditions.map(({ item }) => item);
    const asked = [...pack.questions.result, ...gate];
    const at = asked.map((linkId) =>
      model.variables.findIndex((v) => 'linkId' in v && v.linkId === linkId),
    );
    const kindAt = at.map((level) => {
      const variable = model.variables[level];
      return variable && 'choices' in variable ? variable.choices.map(({ kind }) => kind) : [];
    });
    const route = model.variables.findIndex(({ about }) => about === 'route');
    const state = model.variables.map(() => 0);
    const seen = pack.questions.result.length;
    let states = 0;
    let wrong = 0;
    const agrees = (set: Diagram, expected: boolean): boolean =>
      contains(compiled, set, state) === expected;
    const judge = (): void => {
      const kinds = at.map((level, index) => kindAt[index]?.[state[level] ?? 0]);
      const said = kinds.slice(0, seen);
      const held = kinds.slice(seen).every((kind) => kind === 'yes');
      const positive = said.includes('yes');
      const negative = held && said.every((kind) => kind === 'no');
      for (const value of [0, 1]) {
        state[route] = value;
        states++;
        wrong +=
          Number(!agrees(results.positive, positive)) + Number(!agrees(results.negative, negative));
      }
    };
    const walk = (index: number): void => {
      const level = at[index];
      if (level === undefined) {
        judge();
        return;
      }
      for (let value = 0; value < (model.store.sizes[level] ?? 0); value++) {
        state[level] = value;
        walk(index + 1);
      }
    };
    const started = performance.now();
    walk(0);
    expect(states).toBeGreaterThan(10_000_000);
    expect(wrong).toBe(0);
    expect(performance.now() - started).toBeLessThan(60_000);
  }, 120_000);
});
