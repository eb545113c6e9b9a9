import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import type { Choice, Variable } from '../../src/guidance/check/variable.ts';
import { type Form, type FormItem, isQuestion, type Value } from '../../src/questionnaire/index.ts';
import type { Variables } from './run-plan.ts';

const someDay: Value = { type: 'date', value: '2026-11-22' };
const someText: Value = { type: 'string', value: 'x' };

/** An answer that cannot be listed stands for any. */
export const answerBy = (item: FormItem | undefined, { kind, value }: Choice): Value | undefined =>
  kind === 'missing' ? undefined : (value ?? (item?.type === 'date' ? someDay : someText));

function answerOf(value: Value): object {
  if (value.type === 'coding') return { valueCoding: value.value };
  if (value.type === 'boolean') return { valueBoolean: value.value };
  return value.type === 'date' ? { valueDate: value.value } : { valueString: 'x' };
}

type Given = ReadonlyMap<string, readonly Value[]>;

function itemsOf(item: FormItem, given: Given): readonly QuestionnaireResponseItem[] {
  const below = item.items.flatMap((each) => itemsOf(each, given));
  const { linkId } = item;
  const nested = below.length > 0 ? { item: below } : {};
  if (!isQuestion(item)) return below.length > 0 ? [{ linkId, ...nested }] : [];
  const values = given.get(linkId) ?? [];
  if (values.length === 0) return [];
  return [{ linkId, answer: values.map((value) => ({ ...answerOf(value), ...nested })) }];
}

export type Stated = { readonly response: QuestionnaireResponse; readonly variables: Variables };

function answersIn(form: Form, named: readonly (readonly [Variable, number])[]): Given {
  const given = new Map<string, Value[]>();
  for (const [variable, at] of named) {
    if (!('choices' in variable)) continue;
    const { linkId, choices } = variable;
    const value = answerBy(form.byLinkId.get(linkId), choices[at] ?? { kind: 'missing' });
    if (value) given.set(linkId, [...(given.get(linkId) ?? []), value]);
  }
  return given;
}

function besideIn(named: readonly (readonly [Variable, number])[]): Variables {
  const indication = named.some(([{ about }, at]) => about === 'route' && at === 1);
  const ages = named.flatMap(([variable, at]) =>
    variable.about === 'age' ? [variable.from[at - 1]] : [],
  );
  const facts = named.flatMap(([variable, at]) =>
    variable.about === 'fact' && at === 1 ? [variable.fact] : [],
  );
  return { route: indication ? 'indication' : 'routine', age: ages[0], facts };
}

/** A state as a runner of the plan meets it. `state`: the value at each level; what is not named is not answered. */
export function statedAt(
  form: Form,
  variables: readonly Variable[],
  state: ReadonlyMap<number, number>,
): Stated {
  const named = [...state].flatMap(([level, at]) => {
    const variable = variables[level];
    return variable ? [[variable, at] as const] : [];
  });
  const given = answersIn(form, named);
  const item = form.items.flatMap((each) => itemsOf(each, given));
  const response: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    ...(item.length > 0 && { item }),
  };
  return { response, variables: besideIn(named) };
}
