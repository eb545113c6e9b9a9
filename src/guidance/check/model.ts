import {
  type Condition as EnableCondition,
  type Form,
  type FormItem,
  isQuestion,
  sameValue,
} from '../../questionnaire/index.ts';
import type { AnswerKind } from '../../routine/index.ts';
import {
  always,
  and,
  type Diagram,
  emptyStore,
  every,
  never,
  not,
  or,
  type Store,
  some,
  where,
  without,
} from './diagram.ts';
import { type Choice, sizeOf, type Variable, variablesOf } from './variable.ts';

/** The form as sets of states: what is shown, and how each question came out, for every way of answering. */
export type Model = {
  readonly form: Form;
  readonly store: Store;
  /** By level. Grows when the form decides something by an expression. */
  readonly variables: Variable[];
  readonly above: ReadonlyMap<string, FormItem>;
  readonly remembered: Map<string, Diagram>;
};

function parents(items: readonly FormItem[], above?: FormItem): readonly [string, FormItem][] {
  return items.flatMap((item) => [
    ...(above ? [[item.linkId, above] as [string, FormItem]] : []),
    ...parents(item.items, item),
  ]);
}

export function modelOf(form: Form, ages: readonly number[]): Model {
  const variables = [...variablesOf(form, ages)];
  return {
    form,
    variables,
    store: emptyStore(variables.map(sizeOf)),
    above: new Map(parents(form.items)),
    remembered: new Map(),
  };
}

function remember(model: Model, key: string, make: () => Diagram): Diagram {
  const found = model.remembered.get(key);
  if (found !== undefined) return found;
  const made = make();
  model.remembered.set(key, made);
  return made;
}

export function levelsOf(model: Model, linkId: string): readonly number[] {
  return model.variables.flatMap((variable, level) =>
    'linkId' in variable && variable.linkId === linkId ? [level] : [],
  );
}

/** Either way is possible, and the same wherever that name is met. */
function open(model: Model, name: string): Diagram {
  return remember(model, `open ${name}`, () => {
    const level = model.variables.length;
    model.variables.push({ about: 'expression', name });
    model.store.sizes.push(2);
    return where(model.store, level, (value) => value === 1);
  });
}

/** The states where some answer to the question is one of those, whether or not the question is shown. */
function answered(model: Model, linkId: string, fits: (choice: Choice) => boolean): Diagram {
  const each = levelsOf(model, linkId).map((level) => {
    const variable = model.variables[level];
    const choices = variable && 'choices' in variable ? variable.choices : [];
    return where(model.store, level, (value) => {
      const choice = choices[value];
      return value > 0 && choice !== undefined && fits(choice);
    });
  });
  return some(model.store, each);
}

function condition(model: Model, item: FormItem, each: EnableCondition): Diagram {
  const { store } = model;
  const { question, operator, answer } = each;
  const seen = shown(model, question);
  const same = (choice: Choice): boolean =>
    choice.value !== undefined && sameValue(choice.value, answer);
  const any = and(
    store,
    seen,
    answered(model, question, () => true),
  );
  if (operator === 'exists') return answer.value === true ? any : not(store, any);
  const listed = answer.type === 'coding' || answer.type === 'boolean';
  if (listed && operator === '=') return and(store, seen, answered(model, question, same));
  if (listed && operator === '!=') return without(store, any, answered(model, question, same));
  return and(store, any, open(model, `${item.linkId} when ${question} ${operator}`));
}

function ownCondition(model: Model, item: FormItem): Diagram {
  if (item.enableExpression) return open(model, `${item.linkId} by an expression`);
  if (item.enable === undefined) return always;
  const all = item.enable.conditions.map((each) => condition(model, item, each));
  return item.enable.behavior === 'any' ? some(model.store, all) : every(model.store, all);
}

/** The states where the item is there for the person. */
export function shown(model: Model, linkId: string): Diagram {
  const item = model.form.byLinkId.get(linkId);
  if (item === undefined) return never;
  return remember(model, `shown ${linkId}`, () => {
    const { store } = model;
    const own = ownCondition(model, item);
    const above = model.above.get(linkId);
    if (above === undefined) return own;
    const there = and(store, own, shown(model, above.linkId));
    return isQuestion(above)
      ? and(
          store,
          there,
          answered(model, above.linkId, () => true),
        )
      : there;
  });
}

const precedence: readonly AnswerKind[] = ['yes', 'unknown', 'declined', 'other', 'no'];

function cameOutAs(model: Model, linkId: string, kind: AnswerKind): Diagram {
  const { store } = model;
  const seen = shown(model, linkId);
  if (kind === 'missing')
    return not(
      store,
      and(
        store,
        seen,
        answered(model, linkId, () => true),
      ),
    );
  const stronger = precedence.slice(0, precedence.indexOf(kind));
  const own = answered(model, linkId, (choice) => choice.kind === kind);
  const beaten = answered(model, linkId, (choice) => stronger.includes(choice.kind));
  return and(store, seen, without(store, own, beaten));
}

/** The states where the question came out as one of those; as `answerKind`, for every state at once. */
export function kinds(model: Model, linkId: string, wanted: readonly AnswerKind[]): Diagram {
  return remember(model, `kind ${linkId} ${[...wanted].sort().join()}`, () =>
    some(
      model.store,
      wanted.map((kind) => cameOutAs(model, linkId, kind)),
    ),
  );
}

/** The states where an option with one of those codes is chosen; as `codesOf`. */
export function codes(model: Model, linkId: string, wanted: readonly string[]): Diagram {
  const fits = ({ value }: Choice): boolean =>
    value?.type === 'coding' && wanted.includes(value.value.code ?? '');
  return and(model.store, shown(model, linkId), answered(model, linkId, fits));
}

/** The states where no answer is left standing at a question that is not shown: what somebody sees as one. */
export function tellable(model: Model): Diagram {
  const { store } = model;
  return remember(model, 'tellable', () => {
    const each = model.variables.flatMap((variable, level) =>
      'linkId' in variable
        ? [
            or(
              store,
              shown(model, variable.linkId),
              where(store, level, (value) => value === 0),
            ),
          ]
        : [],
    );
    return every(store, each);
  });
}
