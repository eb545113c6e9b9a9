import type { Form, FormItem, Value } from '../../questionnaire/index.ts';
import { isQuestion } from '../../questionnaire/index.ts';
import type { AnswerKind, ChartFact } from '../../routine/index.ts';
import { kindOf } from '../answer-kind.ts';

/** One answer to a question, or none. An answer that cannot be listed (a date, a name) has no value. */
export type Choice = { readonly kind: AnswerKind; readonly value?: Value };

/** Something that differs between states: what a level of the space stands for. */
export type Variable =
  | { readonly about: 'answer'; readonly linkId: string; readonly choices: readonly Choice[] }
  /** One option of a question that takes several: not chosen, or chosen. */
  | { readonly about: 'option'; readonly linkId: string; readonly choices: readonly Choice[] }
  | { readonly about: 'route' }
  | { readonly about: 'fact'; readonly fact: ChartFact }
  /** Not known, or from one of these ages up to the next. */
  | { readonly about: 'age'; readonly from: readonly number[] }
  /** Something that the form decides by an expression: either way is taken to be possible. */
  | { readonly about: 'expression'; readonly name: string };

export const routes = ['routine', 'indication'] as const;

export function sizeOf(variable: Variable): number {
  switch (variable.about) {
    case 'answer':
    case 'option':
      return variable.choices.length;
    case 'age':
      return variable.from.length + 1;
    case 'route':
    case 'fact':
    case 'expression':
      return 2;
  }
}

const nothing: Choice = { kind: 'missing' };

function optionChoices(item: FormItem): readonly Choice[] {
  const listed = item.options.map(({ value }) => ({ kind: kindOf(value), value }));
  return item.type === 'open-choice' ? [...listed, { kind: 'other' }] : listed;
}

function choicesOf(item: FormItem): readonly Choice[] {
  if (item.type === 'boolean') {
    return [true, false].map((value) => ({
      kind: value ? 'yes' : 'no',
      value: { type: 'boolean', value },
    }));
  }
  const listed = item.options.length > 0 ? optionChoices(item) : [];
  return listed.length > 0 ? listed : [{ kind: 'other' }];
}

function ofQuestion(item: FormItem): readonly Variable[] {
  const { linkId } = item;
  if (item.repeats && item.options.length > 0) {
    return optionChoices(item).map((choice) => ({
      about: 'option',
      linkId,
      choices: [nothing, choice],
    }));
  }
  return [{ about: 'answer', linkId, choices: [nothing, ...choicesOf(item)] }];
}

const facts: readonly ChartFact[] = [
  'pregnant',
  'protected-identity',
  'interpreter',
  'child-patient',
];

/** Everything that can differ: each question's answers, in the form's order, then what the chart knows. */
export function variablesOf(form: Form, ages: readonly number[]): readonly Variable[] {
  return [
    ...form.all.filter(isQuestion).flatMap(ofQuestion),
    { about: 'route' },
    ...facts.map((fact): Variable => ({ about: 'fact', fact })),
    { about: 'age', from: ages },
  ];
}
