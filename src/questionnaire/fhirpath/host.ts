import type { Base, Evaluate } from '../form/expression.ts';
import { constant } from './constant.ts';
import { ExpressionFault } from './fault.ts';
import { focusOf, responseOf } from './focus.ts';
import { isMoment } from './moment.ts';
import { type Run, type Scope, top } from './run.ts';

/** Plain JSON of a value. */
export const written = (value: unknown): unknown => (isMoment(value) ? value.text : value);

function environment(
  scope: Scope,
  variables: readonly string[],
): Readonly<Record<string, unknown>> {
  const given = variables.map((name) => {
    const values = scope.variable(name).map(written);
    const fixed = constant(name, scope.here?.item);
    return [name, fixed ?? (values.length === 1 ? values[0] : values)] as const;
  });
  const resource = responseOf(scope);
  return {
    ...Object.fromEntries(given),
    resource,
    QuestionnaireResponse: resource,
    context: focusOf(scope),
  };
}

function compiledBy(evaluate: Evaluate, text: string, base: Base) {
  try {
    return evaluate(text, base);
  } catch {
    // Malformed for the host too; the caller reports the expression as one that cannot be evaluated.
    return undefined;
  }
}

/** Runs an expression with the evaluator handed in, on the response written out. Undefined when it cannot read it. */
export function hostRun(
  evaluate: Evaluate,
  text: string,
  base: Base,
  variables: readonly string[],
): Run | undefined {
  const compiled = compiledBy(evaluate, text, base);
  if (!compiled) return undefined;
  return (self, scope) => {
    try {
      return compiled(self === top ? focusOf(scope) : self, environment(scope, variables));
    } catch (cause) {
      throw new ExpressionFault(text, { cause });
    }
  };
}
