import { compilePath } from './expression.ts';
import { booleanOf } from './operators.ts';
import { ViewError } from './problem.ts';
import { isComplex } from './r4-elements.ts';
import { type Cell, columnNames, flatCells, isFlat, oneRow, sequence } from './rows.ts';
import { literal, newShape, quoted, type Shape } from './shape.ts';
import type { Context, Value } from './value.ts';
import { parseView, type ViewDefinition } from './view-definition.ts';

/** A view as DuckDB SQL. `select(source)` reads from a table expression that has the columns of `shape`. */
export type CompiledView = {
  readonly name: string;
  readonly resource: string;
  readonly columns: readonly string[];
  readonly shape: Shape;
  readonly select: (source: string) => string;
};

/** Items of a Questionnaire seldom nest deeper; a deeper one stops the run, so nothing gets lost. */
const usualDepth = 4;

export function compileView(
  definition: unknown,
  { depth = usualDepth }: { readonly depth?: number } = {},
): CompiledView {
  const view = parseView(definition);
  if (!isComplex(view.resource)) throw new ViewError('not-a-view', view.resource);
  const columns = columnNames({ select: view.select });
  if (new Set(columns).size !== columns.length) {
    throw new ViewError('column-mismatch', columns.join());
  }
  const shape = newShape(view.resource);
  const context = topContext(view, shape, depth);
  const where = (view.where ?? []).map(({ path }) => booleanOf(compilePath(path, context)));
  const select = selection(view, context, where);
  return { name: view.name ?? view.resource, resource: view.resource, columns, shape, select };
}

function topContext(view: ViewDefinition, shape: Shape, depth: number): Context {
  let names = 0;
  return {
    item: { sql: '', list: false, type: view.resource, shape, root: true },
    constants: constants(view),
    rowIndex: '0',
    resource: view.resource,
    depth,
    fresh: () => {
      names += 1;
      return `v${names}`;
    },
  };
}

function selection(
  view: ViewDefinition,
  context: Context,
  where: readonly string[],
): (source: string) => string {
  const kept = where.length > 0 ? ` WHERE ${where.map((each) => `(${each})`).join(' AND ')}` : '';
  const whole = { select: view.select };
  if (isFlat(whole)) {
    const list = flatCells(whole, context).map(named).join(', ');
    return (source) => `SELECT ${list} FROM ${source}${kept}`;
  }
  const list = sequence(view.select, context, [], oneRow);
  const out = columnNames(whole).map((name) => named({ name, sql: `"row".${quoted(name)}` }));
  return (source) =>
    `SELECT ${out.join(', ')} FROM (SELECT unnest(${list}) AS "row" FROM ${source}${kept})`;
}

const named = ({ name, sql }: Cell): string => `${sql} AS ${quoted(name)}`;

function constants(view: ViewDefinition): ReadonlyMap<string, Value> {
  return new Map((view.constant ?? []).map((each) => [each.name, constant(each)]));
}

function constant(each: Readonly<Record<string, unknown>>): Value {
  const [key = '', value] = Object.entries(each).find(([name]) => name.startsWith('value')) ?? [];
  const type = key.charAt(5).toLowerCase() + key.slice(6);
  switch (typeof value) {
    case 'string':
      return { sql: literal(value), list: false, type };
    case 'number':
    case 'boolean':
      return { sql: String(value), list: false, type };
    default:
      throw new ViewError('not-a-view', `constant ${String(each['name'])}`);
  }
}
