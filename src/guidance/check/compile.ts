import type { Form } from '../../questionnaire/index.ts';
import type {
  Condition,
  DocumentLine,
  Pack,
  ResultCode,
  Step,
  Urgency,
} from '../../routine/index.ts';
import {
  always,
  and,
  atLeast,
  type Diagram,
  every,
  never,
  or,
  some,
  where,
  without,
} from './diagram.ts';
import { codes, kinds, type Model, modelOf } from './model.ts';
import { routes } from './variable.ts';

/** The states of each result, once they are known: a rule about the result does not hold before. */
type Results = Readonly<Record<ResultCode, Diagram>>;

export type CompiledStep = {
  readonly step: Step;
  readonly due: Diagram;
  readonly rules: readonly Diagram[];
  /** Where the alert is shown: its own condition, in a step that is due. */
  readonly alerts: readonly Diagram[];
  /** Where the step is at least that urgent. */
  readonly by: Readonly<Record<Urgency, Diagram>>;
};

/** A routine for one audience as sets of states: the same as `assess`, for every state at once. */
export type Compiled = {
  readonly pack: Pack;
  readonly form: Form;
  readonly audience: string;
  readonly model: Model;
  readonly held: readonly Diagram[];
  readonly results: Results;
  /** Where no rule of the result holds. */
  readonly undecided: Diagram;
  readonly steps: readonly CompiledStep[];
  readonly documents: readonly {
    readonly path: string;
    readonly line: DocumentLine;
    readonly written: Diagram;
  }[];
};

function levelAbout(model: Model, about: string, name?: string): number {
  return model.variables.findIndex(
    (variable) => variable.about === about && (!('fact' in variable) || variable.fact === name),
  );
}

function ageWithin(model: Model, span: { from?: number; to?: number }): Diagram {
  const level = levelAbout(model, 'age');
  const variable = model.variables[level];
  const ages = variable?.about === 'age' ? variable.from : [];
  const fits = (age: number | undefined): boolean =>
    age !== undefined && age >= (span.from ?? 0) && age <= (span.to ?? Number.MAX_VALUE);
  return where(model.store, level, (value) => fits(ages[value - 1]));
}

type Within = { readonly model: Model; readonly audience: string; readonly results?: Results };

function aboutOccasion(
  when: Exclude<
    Condition,
    { all: unknown } | { any: unknown } | { of: unknown } | { question: string }
  >,
  { model, audience, results }: Within,
): Diagram {
  const { store } = model;
  if ('result' in when) {
    return results
      ? some(
          store,
          when.result.map((code) => results[code]),
        )
      : never;
  }
  if ('audience' in when) return when.audience.includes(audience) ? always : never;
  if ('age' in when) return ageWithin(model, when.age);
  if ('route' in when) {
    return where(store, levelAbout(model, 'route'), (value) => routes[value] === when.route);
  }
  return where(store, levelAbout(model, 'fact', when.chart), (value) => value === 1);
}

/** The states where a rule's condition holds. */
export function compile(when: Condition, within: Within): Diagram {
  const { model } = within;
  const each = (all: readonly Condition[]): readonly Diagram[] =>
    all.map((one) => compile(one, within));
  if ('all' in when) return every(model.store, each(when.all));
  if ('any' in when) return some(model.store, each(when.any));
  if ('of' in when) return atLeast(model.store, when.atLeast, each(when.of));
  if (!('question' in when)) return aboutOccasion(when, within);
  return 'in' in when
    ? kinds(model, when.question, when.in)
    : codes(model, when.question, when.code);
}

/** The first rule that holds decides; where none does, nobody was asked. */
function resultsOf(
  pack: Pack,
  model: Model,
  held: readonly Diagram[],
): Results & { readonly undecided: Diagram } {
  const { store } = model;
  const results = { positive: never, negative: never, declined: never, 'not-asked': never };
  let open = always;
  pack.results.forEach(({ result }, index) => {
    const own = held[index] ?? never;
    results[result] = or(store, results[result], and(store, open, own));
    open = without(store, open, own);
  });
  return { ...results, 'not-asked': or(store, results['not-asked'], open), undecided: open };
}

function compiledStep(step: Step, within: Within): CompiledStep {
  const { store } = within.model;
  const rules = step.rules.map(({ when }) => compile(when, within));
  const due = some(store, rules);
  const alerts = (step.alerts ?? []).map(({ when }) => and(store, due, compile(when, within)));
  const reaching = (urgencies: readonly Urgency[]): Diagram =>
    urgencies.includes(step.urgency)
      ? due
      : some(
          store,
          alerts.filter((_, a) => urgencies.includes(step.alerts?.[a]?.urgency ?? 'planned')),
        );
  return {
    step,
    due,
    rules,
    alerts,
    by: { now: reaching(['now']), today: reaching(['now', 'today']), planned: due },
  };
}

/** Ages at which a rule changes its mind, within those of the audience. */
function agesOf(pack: Pack, audience: string): readonly number[] {
  const cuts = new Set<number>();
  const { ageFrom = 0, ageTo = 130 } = pack.audiences.find(({ id }) => id === audience) ?? {};
  JSON.stringify(pack, (key, value) => {
    if (key === 'age' && typeof value === 'object' && value !== null) {
      cuts.add(value.from ?? 0);
      cuts.add((value.to ?? 130) + 1);
    }
    return value;
  });
  return [
    ageFrom,
    ...[...cuts].filter((age) => age > ageFrom && age <= ageTo).sort((a, b) => a - b),
  ];
}

/** Models made before: audiences that are put the same form share their sets, and most of the work. */
export type Models = Map<string, Model>;

function modelFor(form: Form, ages: readonly number[], models: Models): Model {
  const key = `${form.url} ${ages.join()}`;
  const model = models.get(key) ?? modelOf(form, ages);
  models.set(key, model);
  return model;
}

/** `pack` is flat: as `forAudience` gives it. */
export function compileRoutine(
  pack: Pack,
  form: Form,
  audience: string,
  models: Models = new Map(),
): Compiled {
  const model = modelFor(form, agesOf(pack, audience), models);
  const asking = { model, audience };
  const held = pack.results.map(({ when }) => compile(when, asking));
  const { undecided, ...results } = resultsOf(pack, model, held);
  const within = { ...asking, results };
  const documents = (['note', 'referral', 'report'] as const).flatMap((kind) =>
    (pack[kind] ?? []).map((line, index) => ({
      path: `${kind}[${index}]`,
      line,
      written: line.when ? compile(line.when, within) : always,
    })),
  );
  const steps = pack.steps.map((step) => compiledStep(step, within));
  return { pack, form, audience, model, held, results, undecided, steps, documents };
}
