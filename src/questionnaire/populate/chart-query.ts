import type { AnswerContext } from '../answers/state.ts';
import { compile } from '../fhirpath/compile.ts';
import { ExpressionFault } from '../fhirpath/fault.ts';
import { written } from '../fhirpath/host.ts';
import { parseExpression } from '../fhirpath/parser.ts';
import { top } from '../fhirpath/run.ts';
import { widerFunctions } from '../fhirpath/wider.ts';
import type { Expression } from '../form/expression.ts';
import type { Form } from '../form/form.ts';
import { scopeAt } from '../settle/scope.ts';

/** A search that the form needs before it starts; its result goes to `AnswerContext.variables[name]`. */
export type ChartQuery = { readonly name: string; readonly query: string };

/** `{{ %patient.id }}` worked out; undefined when any of it is empty, so that no query is ever too wide. */
function filledIn(form: Form, context: AnswerContext, template: string): string | undefined {
  const scope = scopeAt(form, { root: { items: [] }, context });
  let complete = true;
  const query = template.replace(/\{\{(.*?)\}\}/gs, (_, inner: string) => {
    const ast = parseExpression(inner);
    const run = ast && compile(ast, { byLinkId: form.byLinkId, functions: widerFunctions }).run;
    const values = run?.(top, scope) ?? [];
    complete &&= values.length > 0;
    return values.map((value) => encodeURIComponent(String(written(value)))).join(',');
  });
  return complete ? query : undefined;
}

function allExpressions(form: Form): readonly Expression[] {
  return [
    ...form.variables.map((each) => each.expression),
    ...form.all.flatMap((item) => [
      ...(item.variables ?? []).map((each) => each.expression),
      ...[item.populationContext ?? [], item.answerExpression ?? []].flat(),
    ]),
  ];
}

/** The names that the form waits for the chart to answer to. */
export function chartNames(form: Form): readonly string[] {
  const queries = allExpressions(form).filter(
    ({ language }) => language === 'application/x-fhir-query',
  );
  return [...form.launchContext, ...queries].flatMap(({ name }) => name ?? []);
}

/** The x-fhir-query expressions of the form, with what the launch knows filled in. The host does the asking. */
export function chartQueries(form: Form, context: AnswerContext): readonly ChartQuery[] {
  return allExpressions(form).flatMap(({ language, text: template, name }) => {
    if (language !== 'application/x-fhir-query' || name === undefined) return [];
    try {
      const query = filledIn(form, context, template);
      return query === undefined ? [] : [{ name, query }];
    } catch (error) {
      // A query that fails on these values is not asked; what depends on it stays empty.
      if (error instanceof ExpressionFault) return [];
      throw error;
    }
  });
}
