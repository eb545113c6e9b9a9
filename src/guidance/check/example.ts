import type { AnswerKind, ChartFact } from '../../routine/index.ts';
import type { Compiled } from './compile.ts';
import { type Diagram, never } from './diagram.ts';
import { cheapest } from './states.ts';
import { type Choice, routes, type Variable } from './variable.ts';

/** One answer in an example: an option's code where it has one. */
export type Said = { readonly linkId: string; readonly kind: AnswerKind; readonly code?: string };

/** A shortest way of answering that shows something; what is not named is not answered, and the gate is passed. */
export type Example = {
  readonly said: readonly Said[];
  /** The answer that makes the difference, before and after. */
  readonly changed?: { readonly from: Said; readonly to: Said };
  readonly route: 'routine' | 'indication';
  readonly facts: readonly ChartFact[];
  readonly age?: number;
};

function saidAs(linkId: string, { kind, value }: Choice): Said {
  const code = value?.type === 'coding' ? value.value.code : undefined;
  return code === undefined ? { linkId, kind } : { linkId, kind, code };
}

/** What an example costs to tell: an answer one, no answer nothing; a passed gate goes without saying. */
function costsOf({ model, pack }: Compiled): readonly (readonly number[])[] {
  const gate = new Set(pack.gate.conditions.map(({ item }) => item));
  const cost = (variable: Variable): readonly number[] => {
    if (!('choices' in variable)) return [0, 1];
    const passes = gate.has(variable.linkId);
    return variable.choices.map(({ kind }) => {
      if (passes) return kind === 'yes' ? 0 : 1;
      return kind === 'missing' ? 0 : 1;
    });
  };
  return model.variables.map((variable, level) => {
    const known = cost(variable);
    return Array.from({ length: model.store.sizes[level] ?? 0 }, (_, value) => known[value] ?? 1);
  });
}

function toldAnswers({ model, pack }: Compiled, state: readonly number[]): readonly Said[] {
  const gate = new Set(pack.gate.conditions.map(({ item }) => item));
  return model.variables.flatMap((variable, level) => {
    const choice = 'choices' in variable ? variable.choices[state[level] ?? 0] : undefined;
    if (!('choices' in variable) || choice === undefined) return [];
    const expected = gate.has(variable.linkId) ? 'yes' : 'missing';
    return choice.kind === expected ? [] : [saidAs(variable.linkId, choice)];
  });
}

type Change = { readonly level: number; readonly from: number; readonly to: number };

function told(variable: Variable | undefined, value: number): Said | undefined {
  if (variable === undefined || !('choices' in variable)) return undefined;
  return saidAs(variable.linkId, variable.choices[value] ?? { kind: 'missing' });
}

function changedIn({ model }: Compiled, change: Change | undefined): Example['changed'] {
  if (change === undefined) return undefined;
  const from = told(model.variables[change.level], change.from);
  const to = told(model.variables[change.level], change.to);
  return from && to ? { from, to } : undefined;
}

function occasionAt({ model }: Compiled, state: readonly number[]): Omit<Example, 'said'> {
  const facts: ChartFact[] = [];
  let route: Example['route'] = 'routine';
  let age: number | undefined;
  model.variables.forEach((variable, level) => {
    const value = state[level] ?? 0;
    if (variable.about === 'fact' && value === 1) facts.push(variable.fact);
    if (variable.about === 'route') route = routes[value] ?? route;
    if (variable.about === 'age') age = variable.from[value - 1];
  });
  return { route, facts, ...(age !== undefined && { age }) };
}

/** The shortest example of a set; undefined when the set is empty. */
export function exampleOf(compiled: Compiled, set: Diagram, change?: Change): Example | undefined {
  if (set === never) return undefined;
  const state = cheapest(compiled.model.store, set, costsOf(compiled));
  if (state === undefined) return undefined;
  const changed = changedIn(compiled, change);
  const said = toldAnswers(compiled, state);
  return {
    said: said.filter(({ linkId }) => linkId !== changed?.from.linkId),
    ...(changed && { changed }),
    ...occasionAt(compiled, state),
  };
}
