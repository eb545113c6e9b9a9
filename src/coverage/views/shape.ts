import { columnType, isComplex } from './r4-elements.ts';

/**
 * The part of a resource that a view reads: a tree that grows while the view is compiled and then becomes the
 * explicit struct type the reader is given. What no view asks for is never read.
 */
export type Shape = {
  readonly type: string;
  readonly many: boolean;
  readonly children: Map<string, Shape>;
  /** Nothing may stand here: the reader refuses a line where something does. */
  closed?: true;
};

export function newShape(type: string, many = false): Shape {
  return { type, many, children: new Map() };
}

export function childShape(parent: Shape, field: string, type: string, many: boolean): Shape {
  const known = parent.children.get(field);
  if (known !== undefined) return known;
  const child = newShape(type, many);
  parent.children.set(field, child);
  return child;
}

/** Puts all of `from` into `into`: two views of one resource, or one level of a nested item into the next. */
export function mergeShape(into: Shape, from: Shape): void {
  for (const [field, child] of from.children) {
    mergeShape(childShape(into, field, child.type, child.many), child);
  }
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A type that no value in JSON has, but null. */
const closedType = "ENUM('nothing may stand here')";

/** DuckDB's type of one field. A complex element nobody looks into is kept whole, as JSON. */
export function duckType(shape: Shape): string {
  if (shape.closed === true) return closedType;
  const suffix = shape.many ? '[]' : '';
  if (!isComplex(shape.type)) return `${columnType(shape.type)}${suffix}`;
  if (shape.children.size === 0) return `JSON${suffix}`;
  const fields = [...shape.children].map(([name, child]) => `${quoted(name)} ${duckType(child)}`);
  return `STRUCT(${fields.join(', ')})${suffix}`;
}

/** The `columns` argument of `read_json`: every type said, none guessed. */
function readerColumns(root: Shape): string {
  const fields = [...root.children].map(
    ([name, child]) => `${quoted(name)}: ${literal(duckType(child))}`,
  );
  return `{${['"resourceType": \'VARCHAR\'', ...fields].join(', ')}}`;
}

/** Rebuilds a value so that it has exactly the fields of `shape`: nested levels then share one type. */
export function stripTo(shape: Shape, sql: string, fresh: () => string): string {
  if (!isComplex(shape.type) || shape.children.size === 0) return sql;
  if (shape.many) {
    const each = fresh();
    return `list_transform(${sql}, lambda ${each}: ${packed(shape, each, fresh)})`;
  }
  return packed(shape, sql, fresh);
}

function packed(shape: Shape, sql: string, fresh: () => string): string {
  const fields = [...shape.children].map(
    ([name, child]) => `${quoted(name)} := ${stripTo(child, `${sql}.${quoted(name)}`, fresh)}`,
  );
  return `CASE WHEN ${sql} IS NULL THEN NULL ELSE struct_pack(${fields.join(', ')}) END`;
}

/** Lines longer than this are rejected (T22): the reader holds that much, and refuses a file with a longer one. */
export const longestLine = 32 * 1024 * 1024;

/** What the reader is told; it holds twice that. */
const usualLine = longestLine / 2;

/** A table of NDJSON files, plain or gzip by name, read strictly. */
export function ndjson(files: readonly string[], root: Shape, longest: number = usualLine): string {
  const list = files.map(literal).join(', ');
  return `read_json([${list}], format = 'newline_delimited', columns = ${readerColumns(root)}, maximum_object_size = ${longest})`;
}
