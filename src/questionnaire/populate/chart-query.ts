import type { AnswerContext } from '../answers/state.ts';
import { compile } from '../fhirpath/compile.ts';
import { ExpressionFault } from '../fhirpath/fault.ts';
import { textOf } from '../fhirpath/operate.ts';
import { parseExpression } from '../fhirpath/parser.ts';
import { top } from '../fhirpath/run.ts';
import { widerFunctions } from '../fhirpath/wider.ts';
import type { Expression } from '../form/expression.ts';
import type { Form, FormItem } from '../form/form.ts';
import { pathOf } from '../parse/reading.ts';
import { present } from '../present.ts';
import type { Problem } from '../problem.ts';
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
    const texts = values.flatMap((value) => textOf(value) ?? []);
    complete &&= texts.length === values.length;
    return texts.map(encodeURIComponent).join(',');
  });
  return complete ? query : undefined;
}

/** An expression that may be a query, and the item where it stands; absent: the questionnaire itself. */
type Standing = { readonly expression: Expression; readonly item?: FormItem };

function queriesIn(form: Form): readonly Standing[] {
  const all: readonly Standing[] = [
    ...form.variables.map(({ expression }) => ({ expression })),
    ...form.all.flatMap((item) =>
      [
        ...(item.variables ?? []).map(({ expression }) => expression),
        ...[item.populationContext ?? [], item.answerExpression ?? []].flat(),
      ].map((expression) => ({ expression, item })),
    ),
  ];
  return all.filter(({ expression }) => expression.language === 'application/x-fhir-query');
}

/** The names that the form waits for the chart to answer to. */
export function chartNames(form: Form): readonly string[] {
  const queries = queriesIn(form).map(({ expression }) => expression);
  return [...form.launchContext, ...queries].flatMap(({ name }) => name ?? []);
}

function queryOf(form: Form, context: AnswerContext, template: string): string | undefined {
  try {
    return filledIn(form, context, template);
  } catch (error) {
    // A query that fails on these values is not asked; what depends on it stays empty.
    if (error instanceof ExpressionFault) return undefined;
    throw error;
  }
}

/**
 * The x-fhir-query expressions of the form, with what the launch knows filled in. The host does the asking. A name that
 * stands for two different queries is not asked: the answer to one would be taken for the answer to the other.
 */
export function chartQueries(form: Form, context: AnswerContext): readonly ChartQuery[] {
  const asked = new Map<string, string | undefined>();
  for (const { expression } of queriesIn(form)) {
    const { name, text } = expression;
    if (name === undefined) continue;
    const query = queryOf(form, context, text);
    asked.set(name, !asked.has(name) || asked.get(name) === query ? query : undefined);
  }
  return [...asked].flatMap(([name, query]) => (query === undefined ? [] : [{ name, query }]));
}

/** What the chart has not answered to, each where the form asks for it: nothing is populated from there. */
export function chartProblems(
  form: Form,
  { unavailable = [], observations }: AnswerContext,
): readonly Problem[] {
  const problem = (detail: string, item?: FormItem): Problem => ({
    ...{ code: 'chart-unavailable', severity: 'warning', path: pathOf(item), detail },
    ...present({ linkId: item?.linkId }),
  });
  const named = [
    ...form.launchContext.map(({ name }) => ({ name, item: undefined })),
    ...queriesIn(form).map(({ expression, item }) => ({ name: expression.name, item })),
  ];
  const looksBack = form.all.filter(({ linkPeriod, code }) => linkPeriod && code.length > 0);
  return [
    ...named.flatMap(({ name, item }) =>
      name !== undefined && unavailable.includes(name) ? [problem(name, item)] : [],
    ),
    ...(observations === undefined ? looksBack : []).map((item) => problem('Observation', item)),
  ];
}
