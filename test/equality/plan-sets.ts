import type { PlanDefinition, PlanDefinitionAction } from 'fhir/r4';
import { type Compiled, compileRoutine } from '../../src/guidance/check/compile.ts';
import {
  always,
  and,
  atLeast,
  type Diagram,
  every,
  never,
  not,
  some,
} from '../../src/guidance/check/diagram.ts';
import { exampleOf } from '../../src/guidance/check/example.ts';
import { tellable } from '../../src/guidance/check/model.ts';
import { planDefinition, type ToPublish } from '../../src/publish/index.ts';
import { type Atoms, atomSet, type Evaluated } from './atom-set.ts';
import { expressionsOf } from './run-plan.ts';
import { type Skeleton, skeletonOf } from './skeleton.ts';

/** A routine as one audience meets it, as sets of states, with its plan. */
export type Planned = { readonly compiled: Compiled; readonly plan: PlanDefinition };

export function plannedOf({ met }: ToPublish): readonly Planned[] {
  return met.flatMap(({ pack, form }) =>
    pack.audiences.map((audience) => ({
      compiled: compileRoutine(pack, form, audience.id),
      plan: planDefinition(pack, audience, form),
    })),
  );
}

function setOf(atoms: Atoms, skeleton: Skeleton): Diagram {
  const { store } = atoms.model;
  const each = (all: readonly Skeleton[]) => all.map((one) => setOf(atoms, one));
  if ('all' in skeleton) return every(store, each(skeleton.all));
  if ('any' in skeleton) return some(store, each(skeleton.any));
  if ('not' in skeleton) return not(store, setOf(atoms, skeleton.not));
  if ('of' in skeleton) return atLeast(store, skeleton.atLeast, each(skeleton.of));
  return atomSet(atoms, skeleton.atom);
}

const codeOf = ({ code }: PlanDefinitionAction): string => code?.[0]?.coding?.[0]?.code ?? '';

const urgencies = ['stat', 'asap', 'routine'] as const;

/** Where each thing applies, by name: `result positive`, `step body`, `alert body.neck`, `body stat`. */
function setsOfPlan(atoms: Atoms, plan: PlanDefinition): ReadonlyMap<string, Diagram> {
  const { store } = atoms.model;
  const sets = new Map<string, Diagram>();
  const add = (name: string, set: Diagram): void => {
    sets.set(name, some(store, [sets.get(name) ?? never, set]));
  };
  const applies = (action: PlanDefinitionAction, above: Diagram): Diagram =>
    and(
      store,
      above,
      every(
        store,
        expressionsOf(action).map((text) => setOf(atoms, skeletonOf(text))),
      ),
    );
  const urgent = (step: string, priority: string | undefined, set: Diagram): void => {
    for (const by of urgencies.slice(urgencies.indexOf((priority ?? 'routine') as 'stat'))) {
      add(`${step} ${by}`, set);
    }
  };
  for (const group of plan.action ?? []) {
    const result = applies(group, always);
    add(`result ${codeOf(group)}`, result);
    for (const step of group.action ?? []) {
      const due = applies(step, result);
      add(`step ${codeOf(step)}`, due);
      urgent(codeOf(step), step.priority, due);
      for (const alert of step.action ?? []) {
        const shown = applies(alert, due);
        add(`alert ${codeOf(alert)}`, shown);
        urgent(codeOf(step), alert.priority, shown);
      }
    }
  }
  return sets;
}

function setsOfRoutine({ results, steps }: Compiled): ReadonlyMap<string, Diagram> {
  return new Map([
    ...Object.entries(results).map(([code, set]): [string, Diagram] => [`result ${code}`, set]),
    ...steps.flatMap(({ step, due, alerts, by }): [string, Diagram][] => [
      [`step ${step.id}`, due],
      [`${step.id} stat`, by.now],
      [`${step.id} asap`, by.today],
      [`${step.id} routine`, by.planned],
      ...(step.alerts ?? []).map(({ id }, a): [string, Diagram] => [
        `alert ${id}`,
        alerts[a] ?? never,
      ]),
    ]),
  ]);
}

/** Groups of the plan that apply at once: the way to a result is one only. */
function overlaps(atoms: Atoms, plan: PlanDefinition): Diagram {
  const { store } = atoms.model;
  const groups = (plan.action ?? []).map((group) =>
    every(
      store,
      expressionsOf(group).map((text) => setOf(atoms, skeletonOf(text))),
    ),
  );
  return atLeast(store, 2, groups);
}

/**
 * Where a plan gives something else than the routine, in any state that an occasion can be in: the thing, and a
 * shortest way of answering that shows it.
 */
export function differences({ compiled, plan }: Planned, evaluated: Evaluated): readonly string[] {
  const { model, audience } = compiled;
  const { store } = model;
  const atoms = { model, evaluated, found: new Map<string, Diagram>() };
  const [planned, routine] = [setsOfPlan(atoms, plan), setsOfRoutine(compiled)];
  const real = tellable(model);
  const names = [...new Set([...planned.keys(), ...routine.keys()])];
  const told = (what: string, wrong: Diagram): readonly string[] => {
    const example = exampleOf(compiled, and(store, real, wrong));
    return example ? [`${audience}: ${what}: ${JSON.stringify(example)}`] : [];
  };
  return [
    ...names.flatMap((name) => {
      const [a, b] = [planned.get(name) ?? never, routine.get(name) ?? never];
      return told(
        name,
        not(store, some(store, [and(store, a, b), and(store, not(store, a), not(store, b))])),
      );
    }),
    ...told('two results', overlaps(atoms, plan)),
  ];
}
