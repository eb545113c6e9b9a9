import fc from 'fast-check';
import type { Compiled } from '../../src/guidance/check/compile.ts';
import { always, never } from '../../src/guidance/check/diagram.ts';
import { tellable } from '../../src/guidance/check/model.ts';
import { assess, type Outcome } from '../../src/guidance/index.ts';
import { fromResponse } from '../../src/questionnaire/index.ts';
import type { ChartFact } from '../../src/routine/index.ts';
import type { Planned } from './plan-sets.ts';
import { Remembered } from './remembered.ts';
import { statedAt } from './response-at.ts';
import { type PlannedStep, runPlan } from './run-plan.ts';

const priority = { now: 'stat', today: 'asap', planned: 'routine' } as const;

const stepsOf = ({ steps }: Outcome): readonly PlannedStep[] =>
  steps.map(({ step, urgency, alerts }) => ({
    step: step.id,
    urgency: priority[urgency],
    alerts: alerts.map(({ alert }) => alert.id),
  }));

/** The state with no answer left standing at a question that is not shown: down the diagram of such states. */
function cleaned({ model }: Compiled, state: readonly number[]): ReadonlyMap<number, number> {
  const { store } = model;
  const clean = new Map(state.entries());
  for (let at = tellable(model); at !== always && at !== never; ) {
    const level = store.levels[at] ?? 0;
    const next = store.branches[at] ?? [];
    if (next[clean.get(level) ?? 0] === never) clean.set(level, 0);
    at = next[clean.get(level) ?? 0] ?? never;
  }
  return clean;
}

/** Any state: mostly calm at each question, so that every result comes up. */
function anyState({ model, pack }: Compiled): fc.Arbitrary<readonly number[]> {
  const gate = new Set(pack.gate.conditions.map(({ item }) => item));
  const levels = model.variables.map((variable, level) => {
    const any = fc.nat({ max: (model.store.sizes[level] ?? 1) - 1 });
    if (!('choices' in variable)) return any;
    const calm = gate.has(variable.linkId) ? 'yes' : 'no';
    const found = Math.max(
      0,
      variable.choices.findIndex(({ kind }) => kind === calm),
    );
    return fc.oneof({ weight: 4, arbitrary: fc.constant(found) }, { weight: 1, arbitrary: any });
  });
  return fc.tuple(...levels);
}

/** One whole state: the plan run by the evaluator on a response, beside an assessment of the same response. */
function differsAt(
  { compiled, plan }: Planned,
  state: readonly number[],
  remembered: Remembered,
): readonly string[] {
  const { pack, form, audience, model } = compiled;
  const { response, variables } = statedAt(form, model.variables, cleaned(compiled, state));
  const read = fromResponse(form, response);
  if (!read.ok) return [`${audience}: not read: ${JSON.stringify(read.problems)}`];
  const { route, age, facts } = variables;
  const outcome = assess(pack, form, read.answers, {
    today: pack.validFrom,
    audience,
    route: route === 'indication' ? route : 'routine',
    facts: facts as readonly ChartFact[],
    ...(age !== undefined && { age }),
  });
  const given = runPlan(plan, remembered.of(response, variables));
  const expected = { results: [outcome.result], steps: stepsOf(outcome) };
  if (JSON.stringify(given) === JSON.stringify(expected)) return [];
  return [`${audience}: ${JSON.stringify({ response, variables, given, expected })}`];
}

/** So many states, the same for the same seed; plans of one routine share what the evaluator said. */
export function wholeStates(
  planned: Planned,
  count: number,
  seed: number,
  remembered = new Remembered(),
): readonly string[] {
  return fc
    .sample(anyState(planned.compiled), { seed, numRuns: count })
    .flatMap((state) => differsAt(planned, state, remembered));
}
