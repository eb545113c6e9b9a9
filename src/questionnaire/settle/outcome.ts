import type { Answers, Place } from '../answers/state.ts';
import { ExpressionFault } from '../fhirpath/fault.ts';
import type { Collection } from '../fhirpath/navigate.ts';
import { top } from '../fhirpath/run.ts';
import type { Expression } from '../form/expression.ts';
import type { Form, FormItem } from '../form/form.ts';
import { scopeAt } from './scope.ts';

export type Outcome = { readonly values: Collection; readonly failed: boolean };

const nothing: Outcome = { values: [], failed: false };

/** What an expression gives where it stands. One that fails on these answers gives nothing, and says so. */
export function outcomeOf(
  form: Form,
  answers: Answers,
  item: FormItem | undefined,
  place: Place,
  expression: Expression,
): Outcome {
  const { language, name = '' } = expression;
  const program = form.programs.get(expression);
  const isQuery = language === 'application/x-fhir-query';
  if (!program && !isQuery) return nothing;
  const scope = scopeAt(form, answers, item, place);
  try {
    const values = isQuery ? scope.variable(name) : program?.run(top, scope);
    return { values: values ?? [], failed: false };
  } catch (error) {
    if (error instanceof ExpressionFault) return { values: [], failed: true };
    throw error;
  }
}
