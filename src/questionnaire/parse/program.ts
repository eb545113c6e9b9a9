import { compile } from '../fhirpath/compile.ts';
import { constant } from '../fhirpath/constant.ts';
import { hostRun } from '../fhirpath/host.ts';
import { parseExpression } from '../fhirpath/parser.ts';
import type { Reads } from '../fhirpath/reads.ts';
import type { Expression } from '../form/expression.ts';
import type { FormItem, Variable } from '../form/form.ts';
import { lineageOf } from '../form/lineage.ts';
import { declared } from '../settle/scope.ts';
import { reportOn } from './reading.ts';
import type { CompileAll, Workshop } from './workshop.ts';

/** Where an expression stands: on the form or an item, and the variables it may see, from the top. */
type Stand = { readonly item?: FormItem; readonly lists: readonly (readonly Variable[])[] };

/** `error`: the form cannot do without it. */
type Severity = 'error' | 'warning';

/** What the variables that it names look at in their turn. Terminates: a variable sees only those before it. */
function addVariables(shop: Workshop, stand: Stand, reads: Reads, severity: Severity): void {
  const { item, lists } = stand;
  for (const name of reads.variables) {
    const expression = declared(lists, name)?.variable.expression;
    const program = expression && shop.programs.get(expression);
    for (const each of program?.reads ?? []) reads.items.add(each);
    const given = shop.given.has(name) || constant(name, item) !== undefined;
    if (!expression && !given) reportOn(shop, severity, 'unknown-variable', item, `%${name}`);
  }
}

function add(shop: Workshop, stand: Stand, expression?: Expression, severity: Severity = 'error') {
  if (expression?.language !== 'text/fhirpath') return;
  const { text } = expression;
  const { item } = stand;
  const { evaluate, functions } = shop.host;
  const ast = parseExpression(text);
  const compiled = ast && compile(ast, { byLinkId: shop.byLinkId, focus: item, functions });
  // What cannot be read may look at anything.
  const reads = compiled?.reads ?? { items: new Set(shop.all.keys()), variables: new Set() };
  addVariables(shop, stand, reads, severity);
  const run =
    compiled?.run ??
    (evaluate &&
      hostRun(evaluate, text, item ? 'QuestionnaireResponse.item' : 'QuestionnaireResponse', [
        ...reads.variables,
      ]));
  if (run) shop.programs.set(expression, { run, reads: [...reads.items] });
  else reportOn(shop, severity, ast ? 'unsupported-expression' : 'bad-expression', item, text);
}

/** The last list, each of which sees those before it. */
function addList(shop: Workshop, { lists, ...on }: Stand): void {
  const own = lists.at(-1) ?? [];
  for (const [index, { expression }] of own.entries()) {
    add(shop, { ...on, lists: [...lists.slice(0, -1), own.slice(0, index)] }, expression);
  }
}

function addItem(shop: Workshop, item: FormItem): void {
  const { enableExpression, calculated, toggles = [], constraints = [] } = item;
  const { initialExpression, answerExpression, populationContext, textExpression } = item;
  const lineage = lineageOf(shop.items, item);
  const stand = { item, lists: [shop.variables, ...lineage.map((each) => each.variables ?? [])] };
  addList(shop, stand);
  for (const each of [enableExpression, calculated]) add(shop, stand, each);
  for (const each of [...toggles, ...constraints]) add(shop, stand, each.expression);
  for (const each of [initialExpression, answerExpression, populationContext, textExpression]) {
    add(shop, stand, each, 'warning');
  }
}

/** Compiles every expression of a form, each after the variables it may name. */
export const compilePrograms: CompileAll = (shop) => {
  const stand = { lists: [shop.variables] };
  addList(shop, stand);
  for (const each of shop.constraints) add(shop, stand, each.expression);
  for (const item of shop.all) addItem(shop, item);
};
