import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answers, answer, type Form, parse, start } from '../../questionnaire/index.ts';
import { type ChartFact, type Folder, loadPack, type Pack } from '../../routine/index.ts';
import { assess } from '../assess.ts';
import { type Compiled, compileRoutine } from './compile.ts';
import { always, type Diagram, never } from './diagram.ts';
import { tellable } from './model.ts';
import { countStates } from './states.ts';
import { routes } from './variable.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function packOf(id: string): Pack {
  const folder = (name: string): Folder =>
    Object.fromEntries(
      readdirSync(join('routines', name))
        .filter((file) => file.endsWith('.json'))
        .map((file) => [file, readJson(join('routines', name, file))]),
    );
  const loaded = loadPack(id, { se: folder('se'), 'se-orebro': folder('se-orebro') });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}

function formOf(path: string): Form {
  const parsed = parse(readJson(path));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
}

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

const adult = formOf('questionnaires/health-questions-adult.json');
const compiled = compileRoutine(packOf('se-orebro'), adult, 'adult');
const listed = compiled.model.variables.map((variable, level) =>
  fc.nat({
    max:
      variable.about === 'answer' &&
      variable.choices.some(({ kind, value }) => kind === 'other' && !value)
        ? 0
        : (compiled.model.store.sizes[level] ?? 1) - 1,
  }),
);

describe('the sets of states', () => {
  test('say the same as an assessment, for any answers', () => {
    fc.assert(
      fc.property(fc.tuple(...listed), (state) => {
        const outcome = assess(
          compiled.pack,
          adult,
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
      { numRuns: 500 },
    );
  });

  test('count every state once', () => {
    const { model, results } = compiled;
    const all = model.store.sizes.reduce((sum, size) => sum * BigInt(size), 1n);
    const each = Object.values(results).map((set) => countStates(model.store, set));
    expect(each.reduce((a, b) => a + b)).toBe(all);
    expect(countStates(model.store, tellable(model))).toBeLessThan(all);
  });
});
