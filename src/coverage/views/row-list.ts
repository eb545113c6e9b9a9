/**
 * Rows as an SQL list of structs. Where a list has one row at most, the row and its condition are known apart: many of
 * them are then filtered and made in place, which DuckDB does in half the time of lists put together.
 */
export type RowList = {
  readonly sql: string;
  /** What is made of all its rows, level by level: no list of them is ever put together. Of `folded` rows only. */
  readonly reduced?: (how: Reduction) => string;
  readonly one?: {
    readonly row: string;
    readonly test?: string;
    /** A NULL may stand for a row that is not there: nothing is copied to leave it out. */
    readonly gaps?: true;
  };
};

/** How values become one. The order they come in is not known, and NULL stands for a row that is not there. */
export type Reduction = {
  readonly list: (list: string) => string;
  readonly both: (one: string, other: string) => string;
};

export const row = (struct: string): RowList => ({ sql: `[${struct}]`, one: { row: struct } });

/** What is made of a row, where the reader of the list takes NULL for nothing. */
export const folded = (sql: string): RowList => ({
  sql: `[${sql}]`,
  one: { row: sql, gaps: true },
  reduced: () => sql,
});

const both = (test: string, other: string | undefined): string =>
  other === undefined ? test : `(${test}) AND (${other})`;

/** The rows where the test holds, else none. */
export function when(test: string, { sql, one, reduced }: RowList): RowList {
  return {
    sql: `CASE WHEN ${test} THEN ${sql} ELSE [] END`,
    ...(reduced && { reduced: (how) => `CASE WHEN ${test} THEN ${reduced(how)} END` }),
    ...(one && { one: { ...one, test: both(test, one.test) } }),
  };
}

/** One list after the other. */
export function together(lists: readonly RowList[]): RowList {
  const [only, ...others] = lists;
  if (only !== undefined && others.length === 0) return only;
  const reductions = lists.flatMap(({ reduced }) => reduced ?? []);
  return {
    sql: `list_concat(${lists.map(({ sql }) => sql).join(', ')})`,
    ...(reductions.length === lists.length && {
      reduced: (how) => reductions.map((each) => each(how)).reduce(how.both),
    }),
  };
}

/** The rows of each item of a list. `each` is the item's name in them, `index` that of its number if they ask for it. */
export function ofEach(
  items: string,
  each: string,
  index: string | undefined,
  rows: RowList,
): RowList {
  const names = index === undefined ? each : `${each}, ${index}`;
  const { reduced } = rows;
  return {
    ...listOfEach(items, each, index, rows),
    ...(reduced && {
      reduced: (how) => how.list(`list_transform(${items}, lambda ${names}: ${reduced(how)})`),
    }),
  };
}

function listOfEach(
  items: string,
  each: string,
  index: string | undefined,
  { sql, one }: RowList,
): RowList {
  const names = index === undefined ? each : `${each}, ${index}`;
  if (one?.gaps === true && one.test !== undefined) {
    const kept = `CASE WHEN ${one.test} THEN ${one.row} END`;
    return { sql: `list_transform(${items}, lambda ${names}: ${kept})` };
  }
  if (one === undefined || (one.test !== undefined && index !== undefined)) {
    return { sql: `flatten(list_transform(${items}, lambda ${names}: ${sql}))` };
  }
  const kept =
    one.test === undefined ? items : `list_filter(${items}, lambda ${each}: ${one.test})`;
  return { sql: `list_transform(${kept}, lambda ${names}: ${one.row})` };
}
