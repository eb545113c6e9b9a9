import { compilePath } from './expression.ts';
import { hoist } from './hoist.ts';
import { booleanOf } from './operators.ts';
import { ViewError } from './problem.ts';
import { isComplex } from './r4-elements.ts';
import { folded, type Reduction } from './row-list.ts';
import { type Cell, columnNames, oneRow, sequence } from './rows.ts';
import { literal, newShape, quoted, type Shape } from './shape.ts';
import type { Context, Value } from './value.ts';
import { parseView, type Select, type ViewDefinition } from './view-definition.ts';

/** A table expression that has the columns of a view's shape. */
export type ViewSource = {
  readonly rows: string;
  /**
   * What must hold of every row, or the query fails. It stands in one condition with what the view itself leaves out: two
   * conditions are asked in whatever order is fastest, and a row that is left out is not asked the other.
   */
  readonly must?: string;
};

/** A view as DuckDB SQL. */
export type CompiledView = {
  readonly name: string;
  readonly resource: string;
  readonly columns: readonly string[];
  readonly shape: Shape;
  readonly select: (source: ViewSource) => string;
  /**
   * One line a resource: the columns that all its rows share, and what is gathered of the others. Undefined for a view
   * with one row a resource.
   */
  readonly grouped?: (source: ViewSource, gathered: readonly Gathered[]) => string;
};

/** The SQL of a row's cells, by column → the SQL of what is kept of the row. */
export type Fold = (cell: (column: string) => string) => string;

/**
 * A column made of the rows of one resource. `gather` gives the SQL of what a fold makes of each of them, reduced to one
 * value. Columns gathered before it can be named in it.
 */
export type Gathered = {
  readonly name: string;
  readonly sql: (gather: (fold: Fold, how: Reduction) => string) => string;
};

/** Items of a Questionnaire seldom nest deeper; a deeper one stops the run, so nothing gets lost. */
const usualDepth = 4;

type Unrolling = Pick<Context, 'depth' | 'closed'>;

export function compileView(
  definition: unknown,
  { depth = usualDepth, closed = false }: Partial<Unrolling> = {},
): CompiledView {
  const view = parseView(definition);
  if (!isComplex(view.resource)) throw new ViewError('not-a-view', view.resource);
  const columns = columnNames({ select: view.select });
  if (new Set(columns).size !== columns.length) {
    throw new ViewError('column-mismatch', columns.join());
  }
  const shape = newShape(view.resource);
  const named: string[] = [];
  const top = (): Context => topContext(view, shape, { depth, closed }, named);
  const where = (view.where ?? []).map(({ path }) => booleanOf(compilePath(path, top())));
  const made = selection(view, top, where, named);
  return { name: view.name ?? view.resource, resource: view.resource, columns, shape, ...made };
}

/** A context of its own for every list, so that what they have in common is called the same. */
function topContext(
  view: ViewDefinition,
  shape: Shape,
  unrolling: Unrolling,
  named: string[],
): Context {
  let names = 0;
  return {
    item: { sql: '', list: false, type: view.resource, shape, root: true },
    constants: constants(view),
    rowIndex: '0',
    resource: view.resource,
    ...unrolling,
    named: (sql) => {
      if (!named.includes(sql)) named.push(sql);
      return quoted(`%${named.indexOf(sql) + 1}`);
    },
    fresh: () => {
      names += 1;
      return `v${names}`;
    },
  };
}

function selection(
  view: ViewDefinition,
  top: () => Context,
  where: readonly string[],
  named: readonly string[],
): Pick<CompiledView, 'select' | 'grouped'> {
  const { cells, rest } = hoist(view.select, top());
  if (rest.length === 0) {
    const list = cells.map(aliased).join(', ');
    return { select: (source) => `SELECT ${list} FROM ${kept(source, where)}` };
  }
  const { sql: list } = sequence(rest, top(), [], oneRow);
  const shared = new Set(cells.map(({ name }) => name));
  const from = (source: ViewSource): string =>
    [...named.entries()].reduce(
      (inner, [index, sql]) => layer(inner, { name: `%${index + 1}`, sql }),
      `(SELECT * FROM ${kept(source, where)})`,
    );
  const lines = (inner: string, more: readonly Cell[]): string =>
    `SELECT ${[...cells, ...more].map(aliased).join(', ')} FROM ${inner}`;
  const out = columnNames({ select: view.select }).map((name) =>
    aliased({
      name,
      sql: shared.has(name) ? `line.${quoted(name)}` : `line.${theRows}.${quoted(name)}`,
    }),
  );
  return {
    grouped: (source, gathered) => {
      const made = gathered.map(({ name, sql }) => ({
        name,
        sql: sql((fold, how) => reducedRows(rest, top(), fold, how)),
      }));
      const own = made.map(({ name }) => ({ name, sql: quoted(name) }));
      return lines(made.reduce(layer, from(source)), own);
    },
    select: (source) =>
      `SELECT ${out.join(', ')} FROM (${lines(from(source), [{ name: rowsName, sql: `unnest(${list})` }])}) AS line`,
  };
}

/** The rows that the view takes, with what must hold of all of them. */
function kept({ rows, must }: ViewSource, where: readonly string[]): string {
  const wanted = where.map((each) => `(${each})`).join(' AND ');
  if (must === undefined) return wanted === '' ? rows : `${rows} WHERE ${wanted}`;
  return `${rows} WHERE CASE WHEN ${must} THEN ${wanted || 'TRUE'} ELSE error('not what the view is for') END`;
}

/** One more column, which later ones can name: it is worked out once. */
const layer = (inner: string, cell: Cell): string => `(SELECT *, ${aliased(cell)} FROM ${inner})`;

function reducedRows(
  selects: readonly Select[],
  context: Context,
  fold: Fold,
  how: Reduction,
): string {
  const { sql, reduced } = sequence(selects, context, [], (all) => {
    const sqlOf = new Map(all.map((cell) => [cell.name, cell.sql]));
    return folded(fold((column) => sqlOf.get(column) ?? 'NULL'));
  });
  return reduced?.(how) ?? how.list(sql);
}

/** No column can be called this. */
const rowsName = '%rows';
const theRows = quoted(rowsName);

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
