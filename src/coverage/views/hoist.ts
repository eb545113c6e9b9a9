import { type Cell, cells } from './rows.ts';
import type { Context } from './value.ts';
import type { Select } from './view-definition.ts';

/** A select taken apart: what is one value a resource, and the selects that give several rows. */
export type Hoisted = { readonly cells: readonly Cell[]; readonly rest: readonly Select[] };

/**
 * Columns that stand outside every iteration are worked out once a resource and beside the rows, not inside each
 * of them.
 */
export function hoist(selects: readonly Select[], context: Context): Hoisted {
  const parts = selects.map((select) => hoistOne(select, context));
  return { cells: parts.flatMap((part) => part.cells), rest: parts.flatMap((part) => part.rest) };
}

function hoistOne(select: Select, context: Context): Hoisted {
  const { forEach, forEachOrNull, repeat, column, unionAll } = select;
  if ([forEach, forEachOrNull, repeat].some((each) => each !== undefined)) {
    return { cells: [], rest: [select] };
  }
  const inner = hoist(select.select ?? [], context);
  const branches = unionAll === undefined || unionAll.length === 0 ? [] : [{ unionAll }];
  return {
    cells: [...cells(column, context), ...inner.cells],
    rest: [...inner.rest, ...branches],
  };
}
