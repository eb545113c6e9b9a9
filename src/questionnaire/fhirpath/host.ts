import type { Evaluate } from '../form/expression.ts';
import { writeItems, writeNode } from '../response/response-item.ts';
import { constant } from './constant.ts';
import { ExpressionFault } from './fault.ts';
import { isMoment, isNode, tag } from './node.ts';
import type { Run, Scope } from './run.ts';

/** Plain JSON of a value: nodes written out, the rest as it is. */
export function written(value: unknown, scope: Scope): unknown {
  if (!isNode(value)) return value;
  if (isMoment(value)) return value.text;
  switch (value[tag]) {
    case 'response':
      return response(scope);
    case 'item':
      return writeNode(value.item, value.slot, value.entry);
    case 'answer':
      return value.entry.value?.value;
  }
}

function response(scope: Scope): unknown {
  return { resourceType: 'QuestionnaireResponse', item: writeItems(scope.items, scope.root) };
}

function environment(
  scope: Scope,
  variables: readonly string[],
): Readonly<Record<string, unknown>> {
  const { focus } = scope;
  const item = isNode(focus) && focus[tag] === 'item' ? focus.item : undefined;
  const given = variables.map((name) => {
    const values = scope.variable(name).map((each) => written(each, scope));
    return [name, constant(name, item) ?? (values.length === 1 ? values[0] : values)] as const;
  });
  const resource = response(scope);
  return {
    ...Object.fromEntries(given),
    resource,
    QuestionnaireResponse: resource,
    context: written(scope.focus, scope),
  };
}

/** Runs an expression with the evaluator handed in, on the response written out. Undefined when it cannot read it. */
export function hostRun(
  evaluate: Evaluate,
  text: string,
  base: 'QuestionnaireResponse' | 'QuestionnaireResponse.item',
  variables: readonly string[],
): Run | undefined {
  const compiled = compiledBy(evaluate, text, base);
  if (compiled === undefined) return undefined;
  return (_self, scope) => {
    try {
      return compiled(written(scope.focus, scope), environment(scope, variables));
    } catch (cause) {
      throw new ExpressionFault(text, { cause });
    }
  };
}

function compiledBy(evaluate: Evaluate, text: string, base: Parameters<Evaluate>[1]) {
  try {
    return evaluate(text, base);
  } catch {
    // Malformed for the host too; the caller reports the expression as one that cannot be evaluated.
    return undefined;
  }
}
