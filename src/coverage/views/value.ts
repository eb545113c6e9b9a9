import { isComplex } from './r4-elements.ts';
import { childShape, quoted, type Shape } from './shape.ts';

/**
 * A compiled FHIRPath expression: SQL that gives one value (NULL is empty) or a list. `shape` is where further navigation is written down; primitives have none.
 */
export type Value = {
  readonly sql: string;
  readonly list: boolean;
  /** Of a list: NULLs may stand in it, which are no members (`members` takes them out, as late as possible). */
  readonly nulls?: boolean;
  /** Of a list that `sql` filters: what from and by what. To ask something of its members, none need be copied. */
  readonly kept?: { readonly from: string; readonly each: string; readonly test: string };
  readonly type: string;
  readonly shape?: Shape;
  /** The resource itself, which is not a value in SQL; its fields are columns. */
  readonly root?: true;
  /** An unresolved `value[x]`: waits for `ofType`. */
  readonly choice?: Choice;
};

export type Choice = {
  readonly owner: Value;
  readonly name: string;
  readonly types: readonly string[];
};

/** A path nobody can follow; all that is read of it is empty. */
export const nothing: Value = { sql: 'NULL', list: false, type: 'Nothing' };

/** What an expression is compiled in: the item in hand, constants, the row number, and names for lambdas. */
export type Context = {
  readonly item: Value;
  readonly constants: ReadonlyMap<string, Value>;
  readonly rowIndex: string;
  readonly fresh: () => string;
  readonly resource: string;
  /** How many levels a `repeat` is unrolled to. */
  readonly depth: number;
  /** Whether a `repeat` follows its first path only, and the reader refuses what is elsewhere or deeper. */
  readonly closed: boolean;
  /** Gives something that is computed from the resource's columns a name, so that it is computed once. */
  readonly named: (sql: string) => string;
};

/** One value out of a path that a column says is single; two or more is an error in the data, said aloud. */
export function single(value: Value): string {
  if (!value.list) return value.sql;
  const list = members(value);
  return `CASE WHEN len(${list}) > 1 THEN error('more than one value in a single-valued column') ELSE (${list})[1] END`;
}

export function first(value: Value): Value {
  if (!value.list) return value;
  const simple = value.nulls === true && !isComplex(value.type);
  const sql = simple ? `list_any_value(${value.sql})` : `(${members(value)})[1]`;
  return { ...value, list: false, sql };
}

/** Whether a list has members. */
export function hasMembers({ sql, nulls, kept }: Value): string {
  if (kept !== undefined) {
    const held = `list_transform(${kept.from}, lambda ${kept.each}: CASE WHEN ${kept.test} THEN 1 END)`;
    return `(coalesce(list_count(${held}), 0) > 0)`;
  }
  return `(coalesce(${nulls === true ? 'list_count' : 'len'}(${sql}), 0) > 0)`;
}

/** The SQL of a list without its NULLs. */
export function members({ sql, nulls }: Value): string {
  return nulls === true ? `list_filter(${sql}, lambda n: n IS NOT NULL)` : sql;
}

export function asList(value: Value): string {
  if (value.list) return `coalesce(${members(value)}, [])`;
  return `CASE WHEN ${value.sql} IS NULL THEN [] ELSE [${value.sql}] END`;
}

/** `owner.field` in SQL, over one struct or each of a list. */
export function field(
  owner: Value,
  name: string,
  type: string,
  many: boolean,
  context: Context,
): Value {
  const shape = owner.shape && childShape(owner.shape, name, type, many);
  const found = { type, ...(shape && isComplex(type) ? { shape } : {}) };
  if (owner.list) {
    return { ...found, list: true, nulls: true, sql: fromEach(owner, name, many, context) };
  }
  const sql = owner.root === true ? fromRoot(owner, name) : `${owner.sql}.${quoted(name)}`;
  return { ...found, list: many, nulls: many, sql };
}

/** A column of the resource; `sql` of a root is the condition of a `where` on the resource itself. */
function fromRoot(owner: Value, name: string): string {
  const column = quoted(name);
  return owner.sql === '' ? column : `CASE WHEN ${owner.sql} THEN ${column} END`;
}

/** A NULL in the list gives a NULL, or nothing where its lists are put together. */
function fromEach(owner: Value, name: string, many: boolean, context: Context): string {
  const each = owner.kept?.each ?? context.fresh();
  const found = `${each}.${quoted(name)}`;
  const own = owner.kept === undefined ? found : `CASE WHEN ${owner.kept.test} THEN ${found} END`;
  const all = `list_transform(${owner.kept?.from ?? owner.sql}, lambda ${each}: ${own})`;
  return many ? `flatten(${all})` : all;
}
