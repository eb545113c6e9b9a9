import { compilePath } from './expression.ts';
import { ViewError } from './problem.ts';
import { ofEach, type RowList, together, when } from './row-list.ts';
import { childShape, mergeShape, newShape, type Shape, stripTo } from './shape.ts';
import { asList, type Context, nothing, type Value } from './value.ts';

/**
 * `repeat` unrolled to a fixed depth (`context.depth` levels). The innermost level is read as raw JSON and
 * must be empty: an item nested deeper than anyone knew of stops the run instead of getting lost.
 */
export function repeated(
  paths: readonly string[],
  context: Context,
  body: (inner: Context) => RowList,
): RowList {
  const type = typeOf(paths, context);
  if (type === undefined) return when('FALSE', body({ ...context, item: nothing }));
  if (context.closed) return closedRows(paths, context, body, context.depth);
  if (!needsIndex(type, context, body)) return rowsByLevel(paths, context, body);
  const [each, index] = [context.fresh(), context.fresh()];
  const read = newShape(type);
  const item: Value = { sql: each, list: false, type: read.type, shape: read };
  const inner = body({ ...context, item, rowIndex: `(${index} - 1)` });
  if (read.children.size === 0) childShape(read, 'id', 'id', false);
  return ofEach(descend(paths, context.item, context, read, context.depth), each, index, inner);
}

const mark = '%rowIndex%';

/** Whether the rows ask for their number, which only the whole list can give. */
function needsIndex(type: string, context: Context, body: (inner: Context) => RowList): boolean {
  const item: Value = { sql: 'item', list: false, type, shape: newShape(type) };
  return body({ ...context, item, rowIndex: mark }).sql.includes(mark);
}

/**
 * The rows of one level of items after the other: no item is copied, and nothing of what surrounds the items is
 * carried into them. This is what most views need, and several times as fast.
 */
function rowsByLevel(
  paths: readonly string[],
  context: Context,
  body: (inner: Context) => RowList,
): RowList {
  const below = (items: readonly Value[]): readonly Value[] =>
    items.flatMap((item) => paths.flatMap((path) => children(path, item, context) ?? []));
  const parts: RowList[] = [];
  let level = below([context.item]);
  let deeper: readonly string[] = [];
  for (let depth = 1; depth <= context.depth; depth += 1) {
    const worth = context.item.root === true && depth <= usualDepth;
    const items = worth ? level.map((each) => once(each, context)) : level;
    parts.push(...items.map((each) => rowsOfAll(each, context, body)));
    if (depth < context.depth) level = below(items);
    else deeper = items.flatMap((each) => haveChildren(each, paths, context));
  }
  const all = together(parts);
  if (deeper.length === 0) return all;
  const guarded = (sql: string): string =>
    `CASE WHEN ${deeper.join(' OR ')} THEN ${tooDeep} ELSE ${sql} END`;
  const { reduced } = all;
  return {
    sql: guarded(all.sql),
    ...(reduced && { reduced: (how) => guarded(reduced(how)) }),
  };
}

/**
 * The rows along the first path alone, to the depth that is known; all else is closed to the reader, which then refuses
 * what stands there. One list inside the other: nothing is copied, and nothing need be looked for further down.
 */
function closedRows(
  paths: readonly string[],
  context: Context,
  body: (inner: Context) => RowList,
  left: number,
): RowList {
  const [items, ...others] = paths.map((path) => children(path, context.item, context));
  close(others);
  if (items === undefined) return when('FALSE', body({ ...context, item: nothing }));
  const each = context.fresh();
  const inner = { ...context, item: { ...items, list: false, sql: each }, rowIndex: '0' };
  const own = rowsOfOne(items, body(inner), each);
  if (left > 1) {
    const below = closedRows(paths, inner, body, left - 1);
    return ofEach(listOf(items), each, undefined, together([own, below]));
  }
  close(paths.map((path) => children(path, inner.item, inner)));
  return ofEach(listOf(items), each, undefined, own);
}

const rowsOfOne = (items: Value, own: RowList, each: string): RowList =>
  items.nulls === true ? when(`${each} IS NOT NULL`, own) : own;

function close(values: readonly (Value | undefined)[]): void {
  for (const value of values) if (value?.shape !== undefined) value.shape.closed = true;
}

/** Whether any of the items has items of its own; nothing is copied to find that out. */
function haveChildren(items: Value, paths: readonly string[], context: Context): readonly string[] {
  const each = context.fresh();
  const item = { ...items, list: false, sql: each };
  const found = paths.flatMap((path) => children(path, item, context) ?? []);
  if (found.length === 0) return [];
  const some = found.map((value) => `coalesce(len(${value.sql}), 0) > 0`).join(' OR ');
  return [`coalesce(len(list_filter(${listOf(items)}, lambda ${each}: ${some})), 0) > 0`];
}

/** Names are worth their memory for the levels that most forms have. */
const usualDepth = 2;

const once = (value: Value, context: Context): Value => ({
  ...value,
  sql: context.named(value.sql),
});

function rowsOfAll(items: Value, context: Context, body: (inner: Context) => RowList): RowList {
  const each = context.fresh();
  const own = body({ ...context, item: { ...items, list: false, sql: each }, rowIndex: '0' });
  return ofEach(listOf(items), each, undefined, rowsOfOne(items, own, each));
}

/** NULLs may stand in it, and it may be NULL: who reads it takes both for nothing. */
const listOf = (value: Value): string => (value.list ? value.sql : asList(value));

/** What a path gives at an item, or undefined where the type has no such element: `answer.item` at the top. */
function children(path: string, item: Value, context: Context): Value | undefined {
  try {
    return compilePath(path, { ...context, item });
  } catch (error) {
    if (error instanceof ViewError && error.code === 'unknown-element') return undefined;
    throw error;
  }
}

/** The type all paths arrive at; asked with a throw-away shape so that asking reads nothing. */
function typeOf(paths: readonly string[], context: Context): string | undefined {
  const { shape, ...bare } = context.item;
  const item = shape === undefined ? bare : { ...bare, shape: newShape(shape.type) };
  const found = paths.map((path) => children(path, item, context)?.type);
  const types = new Set(found.filter((type) => type !== undefined));
  if (types.size > 1) throw new ViewError('wrong-type', paths.join(', '));
  const [type] = types;
  return type;
}

/** All items below `from`, parents before children, each stripped to what is read of it. */
function descend(
  paths: readonly string[],
  from: Value,
  context: Context,
  read: Shape,
  depth: number,
): string {
  const branches = paths.flatMap((path) => {
    const found = children(path, from, context);
    if (found === undefined) return [];
    if (depth === 0) return [guard(found)];
    if (found.shape !== undefined) mergeShape(found.shape, read);
    const each = context.fresh();
    const child = { ...found, list: false, sql: each };
    const below = descend(paths, child, context, read, depth - 1);
    const own = stripTo(read, each, context.fresh);
    return [
      `flatten(list_transform(${asList(found)}, lambda ${each}: list_concat([${own}], ${below})))`,
    ];
  });
  return branches.length === 1 ? `${branches[0]}` : `list_concat(${branches.join(', ')})`;
}

const tooDeep = "error('items are nested deeper than the view was compiled for')";

function guard(found: Value): string {
  return `CASE WHEN coalesce(len(${listOf(found)}), 0) > 0 THEN ${tooDeep} ELSE [] END`;
}
