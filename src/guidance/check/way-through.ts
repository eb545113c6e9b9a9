import { isQuestion } from '../../questionnaire/index.ts';
import type { Step } from '../../routine/index.ts';
import { questionsIn } from './asked-about.ts';
import type { Compiled, CompiledStep } from './compile.ts';
import { type Demand, unmet } from './demand.ts';
import { and, atLeast, type Diagram, looksAt, never, not, or, some } from './diagram.ts';
import { resultQuestions } from './disclosure.ts';
import type { Finding } from './finding.ts';
import { kinds, shown } from './model.ts';
import { whereNobodyAsks } from './silent.ts';

const fault = { weight: 'fault', property: 6 } as const;

/** linkIds of the gate: what holds before a question is put, and what is written when it does not. */
function gateItems({ pack }: Compiled): readonly string[] {
  return [...pack.gate.conditions.map(({ item }) => item), ...Object.values(pack.gate.items)];
}

/** The gate comes first in the form, and never waits for an answer to a question. */
function gateFirst(compiled: Compiled): readonly Finding[] {
  const { form, model } = compiled;
  const gate = gateItems(compiled);
  const last = Math.max(...gate.map((linkId) => form.byLinkId.get(linkId)?.index ?? -1));
  const early = form.all.filter(
    (item) => isQuestion(item) && item.index < last && !gate.includes(item.linkId),
  );
  const waiting = gate.filter((linkId) =>
    [...looksAt(model.store, shown(model, linkId))].some((level) => {
      const variable = model.variables[level];
      return variable && 'linkId' in variable && !gate.includes(variable.linkId);
    }),
  );
  return [...early.map(({ linkId }) => linkId), ...waiting].map((path) => ({
    ...fault,
    code: 'question-before-gate',
    path,
  }));
}

function itemShown({ model }: Compiled, { items }: Pick<Step, 'items'>): Diagram {
  return some(
    model.store,
    (items ?? []).map((linkId) => shown(model, linkId)),
  );
}

function countHigh({ model }: Compiled, { count }: Step): Diagram {
  if (count === undefined) return never;
  const signs = count.of.map((sign) =>
    some(
      model.store,
      [sign, ...(count.orAnsweredBy?.[sign] ?? [])].map((linkId) => kinds(model, linkId, ['yes'])),
    ),
  );
  return atLeast(model.store, count.highFrom, signs);
}

/** A due step asks something, or an alert says what an earlier answer calls for. */
function ofStep(compiled: Compiled, each: CompiledStep): readonly Demand[] {
  const { step, due, by } = each;
  const { store } = compiled.model;
  const told = { property: 6, path: `steps.${step.id}` } as const;
  return [
    ...(step.items?.length
      ? [
          {
            ...told,
            code: 'step-without-question',
            when: due,
            needs: or(store, itemShown(compiled, step), some(store, each.alerts)),
          } as const,
        ]
      : []),
    ...(step.count
      ? [
          {
            ...told,
            code: 'count-without-alert',
            when: and(store, due, countHigh(compiled, step)),
            needs: by.now,
          } as const,
        ]
      : []),
  ];
}

/** "Earlier only" beside a yes to what is so today. */
function contradictions(compiled: Compiled): readonly Demand[] {
  const { model, pack, held, results } = compiled;
  return pack.results.flatMap(({ id, qualifier, when }, index) => {
    if (qualifier !== 'earlier') return [];
    const about = questionsIn(when).filter(
      (question) =>
        never !== and(model.store, held[index] ?? never, kinds(model, question, ['yes'])),
    );
    const others = resultQuestions(compiled).filter((question) => !about.includes(question));
    return [
      {
        code: 'contradiction',
        property: 6,
        path: `results.${id}`,
        when: and(model.store, held[index] ?? never, results.positive),
        needs: not(
          model.store,
          some(
            model.store,
            others.map((question) => kinds(model, question, ['yes'])),
          ),
        ),
      },
    ];
  });
}

/** Where nobody may ask, and nothing was told, no step puts a question to the patient. */
function questionsPastGate(compiled: Compiled): readonly Demand[] {
  const { model, pack, steps } = compiled;
  const { store } = model;
  const { concern, ownJudgement = [] } = pack.questions;
  const own = [...gateItems(compiled), ...Object.values(pack.agreement), ...ownJudgement, concern];
  const shut = whereNobodyAsks(compiled);
  return steps.flatMap(({ step, due }) => {
    const put = (step.items ?? []).filter((linkId) => !own.includes(linkId));
    const when = and(store, shut, and(store, due, itemShown(compiled, { items: put })));
    const path = `steps.${step.id}`;
    return put.length > 0
      ? [{ code: 'question-past-gate', property: 6, path, when, needs: never } as const]
      : [];
  });
}

/** Property 6. No question before the gate, always a result and something to do, nothing that contradicts itself. */
export function wayThrough(compiled: Compiled): readonly Finding[] {
  const { model, steps, undecided } = compiled;
  const { store } = model;
  const told = { property: 6, path: 'results' } as const;
  const anything = some(
    store,
    steps.map(({ due }) => due),
  );
  const expressions = model.variables.flatMap((variable): readonly Finding[] =>
    variable.about === 'expression'
      ? [{ code: 'expression-not-followed', weight: 'notice', path: variable.name }]
      : [],
  );
  return [
    ...gateFirst(compiled),
    ...unmet(compiled, [
      { ...told, code: 'no-result', when: undecided, needs: never },
      { ...told, code: 'dead-end', path: 'steps', when: not(store, anything), needs: undecided },
      ...steps.flatMap((step) => ofStep(compiled, step)),
      ...contradictions(compiled),
      ...questionsPastGate(compiled),
    ]),
    ...expressions,
  ];
}

/** What a rule decides, by its path, and whether some state reaches it. */
export function reached(compiled: Compiled): ReadonlyMap<string, boolean> {
  const { model, pack, held, results, steps, documents } = compiled;
  const paths = new Map<string, Diagram>();
  pack.results.forEach(({ id, result }, index) => {
    paths.set(`results.${id}`, and(model.store, held[index] ?? never, results[result]));
  });
  for (const { step, due: stepDue, rules, alerts } of steps) {
    paths.set(`steps.${step.id}`, stepDue);
    step.rules.forEach(({ id }, index) => {
      paths.set(`steps.${step.id}.rules.${id}`, rules[index] ?? never);
    });
    (step.alerts ?? []).forEach(({ id }, index) => {
      paths.set(`steps.${step.id}.alerts.${id}`, alerts[index] ?? never);
    });
    for (const linkId of step.items ?? []) {
      const due = steps
        .filter(({ step: each }) => each.items?.includes(linkId))
        .map((each) => each.due);
      paths.set(
        `steps.${step.id}.items.${linkId}`,
        and(model.store, shown(model, linkId), some(model.store, due)),
      );
    }
  }
  for (const { path, line, written } of documents) {
    if (line.when) paths.set(`${path.replace(/\d+/, JSON.stringify(line.when))}`, written);
  }
  return new Map([...paths].map(([path, set]) => [path, set !== never]));
}
