import { type Compiled, compileRoutine } from '../../../src/guidance/check/compile.ts';
import { always, type Diagram, never } from '../../../src/guidance/check/diagram.ts';
import type { AnswerKind } from '../../../src/routine/index.ts';
import { met, packOf } from './content.ts';

export function compiledFor(id: string, audienceId: string): Compiled {
  const whole = packOf(id);
  const audience = whole.audiences.find((each) => each.id === audienceId);
  if (audience === undefined) throw new Error(audienceId);
  const { pack, form } = met(whole, audience);
  return compileRoutine(pack, form, audienceId);
}

/** Whether the state is in the set. */
export function contains(
  { model: { store } }: Compiled,
  set: Diagram,
  state: readonly number[],
): boolean {
  let at = set;
  while (at !== always && at !== never)
    at = store.branches[at]?.[state[store.levels[at] ?? 0] ?? 0] ?? never;
  return at === always;
}

type Asked = { readonly level: number; readonly kinds: readonly AnswerKind[] };

function askedAt({ model }: Compiled, linkId: string): Asked {
  const level = model.variables.findIndex((each) => 'linkId' in each && each.linkId === linkId);
  const variable = model.variables[level];
  const kinds = variable && 'choices' in variable ? variable.choices.map(({ kind }) => kind) : [];
  return { level, kinds };
}

/**
 * The result by its definition, in plain words, beside the sets: for every way of answering the questions of the
 * result and so many conditions of the gate, by routine and on indication. The other conditions hold.
 */
export function takenOneByOne(
  compiled: Compiled,
  gateConditions = Number.POSITIVE_INFINITY,
): { readonly states: number; readonly wrong: number } {
  const { model, pack, results } = compiled;
  const questions = pack.questions.result.map((linkId) => askedAt(compiled, linkId));
  const gate = pack.gate.conditions.map(({ item }) => askedAt(compiled, item));
  const varied = [...questions, ...gate.slice(0, gateConditions)];
  const route = model.variables.findIndex(({ about }) => about === 'route');
  const state = model.variables.map(() => 0);
  for (const { level, kinds } of gate) state[level] = kinds.indexOf('yes');
  const kindOf = ({ level, kinds }: Asked) => kinds[state[level] ?? 0];
  let states = 0;
  let wrong = 0;
  const judge = (): void => {
    const said = questions.map(kindOf);
    const positive = said.includes('yes');
    const negative =
      gate.every((each) => kindOf(each) === 'yes') && said.every((kind) => kind === 'no');
    for (const value of [0, 1]) {
      state[route] = value;
      states++;
      if (contains(compiled, results.positive, state) !== positive) wrong++;
      if (contains(compiled, results.negative, state) !== negative) wrong++;
    }
  };
  const walk = (index: number): void => {
    const next = varied[index];
    if (next === undefined) {
      judge();
      return;
    }
    for (let value = 0; value < next.kinds.length; value++) {
      state[next.level] = value;
      walk(index + 1);
    }
  };
  walk(0);
  return { states, wrong };
}
