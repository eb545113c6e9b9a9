import { compile, compilePath } from './expression.ts';
import { parsePath } from './fhirpath-parse.ts';
import { booleanOf } from './operators.ts';
import { ViewError } from './problem.ts';
import { columnType, isComplex } from './r4-elements.ts';
import { repeated } from './repeat.ts';
import { ofEach, type RowList, row, together, when } from './row-list.ts';
import { quoted } from './shape.ts';
import { asList, type Context, single, type Value } from './value.ts';
import type { Column, Select } from './view-definition.ts';

/** A column as SQL, ready to be selected or packed into a row. */
export type Cell = { readonly name: string; readonly sql: string };

type Done = (cells: readonly Cell[]) => RowList;

/** The names a select gives, in order; the branches of a union must agree. */
export function columnNames(select: Select): readonly string[] {
  const unions = (select.unionAll ?? []).map(columnNames);
  const [firstOfAll] = unions;
  for (const each of unions) {
    if (each.join() !== firstOfAll?.join()) throw new ViewError('column-mismatch', each.join());
  }
  return [
    ...(select.column ?? []).map((column) => column.name),
    ...(select.select ?? []).flatMap(columnNames),
    ...(firstOfAll ?? []),
  ];
}

export function cells(columns: readonly Column[] | undefined, context: Context): readonly Cell[] {
  return (columns ?? []).map((column) => cell(column, compilePath(column.path, context)));
}

function cell(column: Column, value: Value): Cell {
  const type = column.type ?? value.type;
  if (value.root === true || isComplex(value.type)) {
    throw new ViewError('unsupported', `${column.name}: ${value.type} is not one value`);
  }
  const sql =
    column.collection === true
      ? `CAST(${asList(value)} AS ${columnType(type)}[])`
      : `CAST(${single(value)} AS ${columnType(type)})`;
  return { name: column.name, sql };
}

/**
 * One select as a list of rows. Written in continuation style: `done` gets the cells known so far and
 * gives what comes after, so that sibling selects become nested lambdas, which is their cross product.
 */
export function rows(
  select: Select,
  context: Context,
  known: readonly Cell[],
  done: Done,
): RowList {
  return iterate(select, context, (inner) => {
    const own = [...known, ...cells(select.column, inner)];
    return sequence(select.select ?? [], inner, own, (all) =>
      union(select.unionAll, inner, all, done),
    );
  });
}

export function sequence(
  selects: readonly Select[],
  context: Context,
  known: readonly Cell[],
  done: Done,
): RowList {
  const [next, ...rest] = selects;
  if (next === undefined) return done(known);
  return rows(next, context, known, (all) => sequence(rest, context, all, done));
}

function union(
  branches: readonly Select[] | undefined,
  context: Context,
  known: readonly Cell[],
  done: Done,
): RowList {
  if (branches === undefined || branches.length === 0) return done(known);
  return together(branches.map((each) => rows(each, context, known, done)));
}

function iterate(select: Select, context: Context, body: (inner: Context) => RowList): RowList {
  const { forEach, forEachOrNull, repeat } = select;
  if (repeat !== undefined) return repeated(repeat, context, body);
  const path = forEach ?? forEachOrNull;
  if (path === undefined) return body(context);
  const test = forEach === undefined ? undefined : testOfItem(forEach, context);
  if (test !== undefined) return when(test, body({ ...context, rowIndex: '0' }));
  const list = compilePath(path, context);
  const [each, index] = [context.fresh(), context.fresh()];
  const item = { ...list, list: false, sql: each };
  const rowIndex = `(${index} - 1)`;
  const inner = body({ ...context, item, rowIndex });
  const items =
    forEach === undefined
      ? `CASE WHEN coalesce(len(${asList(list)}), 0) = 0 THEN [NULL] ELSE ${asList(list)} END`
      : asList(list);
  return ofEach(items, each, inner.sql.includes(rowIndex) ? index : undefined, inner);
}

/** `where(…)` of the one item in hand is that item, if the test holds: no list is needed for it. */
function testOfItem(path: string, context: Context): string | undefined {
  const parsed = parsePath(path);
  const { item } = context;
  if (parsed.is !== 'call' || parsed.name !== 'where' || parsed.of.is !== 'this') return undefined;
  const [criteria] = parsed.args;
  if (criteria === undefined || item.list || item.root === true) return undefined;
  return booleanOf(compile(criteria, context));
}

/** The last step: one row of named cells. */
export function oneRow(all: readonly Cell[]): RowList {
  return row(`struct_pack(${all.map(({ name, sql }) => `${quoted(name)} := ${sql}`).join(', ')})`);
}
