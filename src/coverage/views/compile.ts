import { compilePath } from './expression.ts';
import { hoist } from './hoist.ts';
import { booleanOf } from './operators.ts';
import { ViewError } from './problem.ts';
import { isComplex } from './r4-elements.ts';
import { type Cell, columnNames, oneRow, sequence } from './rows.ts';
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
  /**
   * The same rows not yet apart: one line a resource, with the columns that all its rows share, and the others as a
   * list of structs in `"%rows"`. Undefined for a view with one row a resource.
   */
  readonly grouped?: (source: string) => string;
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
  const named: string[] = [];
  const context = topContext(view, shape, depth, named);
  const where = (view.where ?? []).map(({ path }) => booleanOf(compilePath(path, context)));
  const made = selection(view, context, where, named);
  return { name: view.name ?? view.resource, resource: view.resource, columns, shape, ...made };
}

function topContext(view: ViewDefinition, shape: Shape, depth: number, named: string[]): Context {
  let names = 0;
  return {
    item: { sql: '', list: false, type: view.resource, shape, root: true },
    constants: constants(view),
    rowIndex: '0',
    resource: view.resource,
    depth,
    named: (sql) => {
      named.push(sql);
      return quoted(`%${named.length}`);
    },
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
  named: readonly string[],
): Pick<CompiledView, 'select' | 'grouped'> {
  const kept = where.length > 0 ? ` WHERE ${where.map((each) => `(${each})`).join(' AND ')}` : '';
  const { cells, rest } = hoist(view.select, context);
  if (rest.length === 0) {
    const list = cells.map(aliased).join(', ');
    return { select: (source) => `SELECT ${list} FROM ${source}${kept}` };
  }
  const { sql: list } = sequence(rest, context, [], oneRow);
  const shared = new Set(cells.map(({ name }) => name));
  const from = (source: string): string =>
    named.reduce(
      (inner, sql, index) => `(SELECT *, ${sql} AS ${quoted(`%${index + 1}`)} FROM ${inner})`,
      `(SELECT * FROM ${source}${kept})`,
    );
  const lines = (source: string, rows: string): string =>
    `SELECT ${[...cells.map(aliased), `${rows} AS ${theRows}`].join(', ')} FROM ${from(source)}`;
  const out = columnNames({ select: view.select }).map((name) =>
    aliased({
      name,
      sql: shared.has(name) ? `line.${quoted(name)}` : `line.${theRows}.${quoted(name)}`,
    }),
  );
  return {
    grouped: (source) => lines(source, list),
    select: (source) =>
      `SELECT ${out.join(', ')} FROM (${lines(source, `unnest(${list})`)}) AS line`,
  };
}

/** No column can be called this. */
export const theRows = '"%rows"';

const aliased = ({ name, sql }: Cell): string => `${sql} AS ${quoted(name)}`;

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
