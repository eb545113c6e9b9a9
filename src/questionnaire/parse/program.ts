import { compile } from '../fhirpath/compile.ts';
import { constant } from '../fhirpath/constant.ts';
import { hostRun } from '../fhirpath/host.ts';
import { parseExpression } from '../fhirpath/parser.ts';
import type { Reads } from '../fhirpath/reads.ts';
import type { Expression, Program } from '../form/expression.ts';
import type { FormItem, Variable } from '../form/form.ts';
import { lineageOf } from '../form/lineage.ts';
import { present } from '../present.ts';
import type { FormProblemCode } from '../problem.ts';
import { declared } from '../settle/scope.ts';
import { pathOf, report } from './reading.ts';
import type { CompileAll, Workshop } from './workshop.ts';

/** Where an expression stands: the variables it may see, from the top, and whether the form can do without it. */
type Stand = {
  readonly item?: FormItem;
  readonly lists: readonly (readonly Variable[])[];
  readonly severity: 'error' | 'warning';
};

const always: ReadonlySet<string> = new Set([
  ...['questionnaire', 'patient', 'user', 'encounter', 'practitioner', 'client'],
]);

function fail(shop: Workshop, stand: Stand, code: FormProblemCode, detail: string): void {
  report(shop.reading, stand.severity, code, pathOf(stand.item), stand.item?.linkId, detail);
}

/** What the variables an expression names look at in their turn. Terminates: a variable sees only those before it. */
function addVariables(shop: Workshop, stand: Stand, reads: Reads, names: Iterable<string>): void {
  for (const name of names) {
    const found = declared(stand.lists, name);
    if (found === undefined) {
      if (!always.has(name) && !shop.given.has(name) && constant(name, stand.item) === undefined) {
        fail(shop, stand, 'unknown-variable', `%${name}`);
      }
      continue;
    }
    const program = shop.programs.get(found.variable.expression);
    for (const item of program?.reads ?? []) reads.items.add(item);
  }
}

function prepared(shop: Workshop, stand: Stand, { text }: Expression): Program | undefined {
  const { item: focus } = stand;
  const ast = parseExpression(text);
  const compiled = ast && compile(ast, { byLinkId: shop.byLinkId, ...present({ focus }) });
  // What cannot be read may look at anything.
  const { reads } = compiled ?? {
    reads: { items: new Set(shop.all.keys()), variables: new Set<string>() },
  };
  addVariables(shop, stand, reads, reads.variables);
  const base = focus === undefined ? 'QuestionnaireResponse' : 'QuestionnaireResponse.item';
  const run =
    compiled?.run ?? (shop.evaluate && hostRun(shop.evaluate, text, base, [...reads.variables]));
  if (run !== undefined) return { run, reads: [...reads.items] };
  fail(shop, stand, ast ? 'unsupported-expression' : 'bad-expression', text);
  return undefined;
}

function add(shop: Workshop, stand: Stand, expression: Expression | undefined): void {
  if (expression === undefined || expression.language !== 'text/fhirpath') return;
  const program = prepared(shop, stand, expression);
  if (program !== undefined) shop.programs.set(expression, program);
}

function addVariableList(shop: Workshop, stand: Stand, list: readonly Variable[]): void {
  for (const [index, { expression }] of list.entries()) {
    const lists = [...stand.lists, list.slice(0, index)];
    add(shop, { ...stand, lists }, expression);
  }
}

function addItem(shop: Workshop, item: FormItem): void {
  const above = lineageOf(shop.items, item).slice(0, -1);
  const outer = [shop.variables, ...above.map((each) => each.variables ?? [])];
  addVariableList(shop, { item, lists: outer, severity: 'error' }, item.variables ?? []);
  const lists = [...outer, item.variables ?? []];
  const needed: Stand = { item, lists, severity: 'error' };
  const spare: Stand = { item, lists, severity: 'warning' };
  // A population context's name is known to everything beneath it.
  add(shop, needed, item.enableExpression);
  add(shop, needed, item.calculated);
  for (const each of item.toggles ?? []) add(shop, needed, each.expression);
  for (const each of item.constraints ?? []) add(shop, needed, each.expression);
  add(shop, spare, item.initialExpression);
  add(shop, spare, item.answerExpression);
  add(shop, spare, item.populationContext);
  add(shop, spare, item.textExpression);
}

/** Compiles every expression of a form, each after the variables it may name. */
export const compilePrograms: CompileAll = (shop, constraints) => {
  addVariableList(shop, { lists: [], severity: 'error' }, shop.variables);
  const root: Stand = { lists: [shop.variables], severity: 'error' };
  for (const each of constraints) add(shop, root, each.expression);
  for (const item of shop.all) addItem(shop, item);
};
