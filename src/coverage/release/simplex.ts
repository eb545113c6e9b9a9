/**
 * Linear programming on a dense tableau (two phases): how small and how large a variable can be when all are zero or
 * more and `rows · x = right`. The steepest column enters; after many steps that move nothing, the first (Bland's
 * rule, which cannot go round in circles).
 */
export type System = {
  readonly rows: readonly (readonly number[])[];
  readonly right: readonly number[];
};

const tiny = 1e-7;
const patience = 50;

/** A line is the coefficients of the variables and, last, the right-hand side. Artificial variables have no column: they only leave. */
type Tableau = {
  readonly lines: Float64Array[];
  readonly basis: number[];
  readonly variables: number;
};

export type Solver = {
  /**
   * Goes from corner to corner towards the least or most of a variable, and stops at the end or when `enough` says so
   * of a corner. False when there is no end: the variable has no limit.
   */
  readonly towards: (
    variable: number,
    direction: 'least' | 'most',
    enough: (at: readonly number[]) => boolean,
  ) => boolean;
};

/** The system must have a solution; one that has none is a fault in the caller. */
export function solver(system: System): Solver {
  const tableau = feasible(system);
  return {
    towards: (variable, direction, enough) => {
      const cost = new Float64Array(tableau.variables);
      cost[variable] = direction === 'most' ? -1 : 1;
      const here = (): boolean => enough(point(tableau));
      return here() || minimise(tableau, priced(tableau, cost), here);
    },
  };
}

function point({ lines, basis, variables }: Tableau): readonly number[] {
  const at = new Array<number>(variables).fill(0);
  for (const [row, variable] of basis.entries()) at[variable] = rightOf(lines[row]);
  return at;
}

const rightOf = (line: Float64Array | undefined): number => line?.[line.length - 1] ?? 0;

/** Phase one: a first corner, with an artificial variable a row driven out again. */
function feasible({ rows, right }: System): Tableau {
  const variables = rows[0]?.length ?? 0;
  const lines = rows.map((row, index) => {
    const end = right[index] ?? 0;
    const sign = end < 0 ? -1 : 1;
    return Float64Array.from([...row, end], (value) => sign * value);
  });
  const whole: Tableau = { lines, basis: rows.map((_, index) => variables + index), variables };
  // The sum of the artificial variables is what the lines still lack.
  const lacking = new Float64Array(variables);
  for (const line of lines) {
    for (let at = 0; at < variables; at += 1) lacking[at] = (lacking[at] ?? 0) - (line[at] ?? 0);
  }
  minimise(whole, lacking, () => false);
  return withoutArtificial(whole);
}

function withoutArtificial(whole: Tableau): Tableau {
  const { lines, basis, variables } = whole;
  for (const [row, line] of lines.entries()) {
    if ((basis[row] ?? 0) < variables) continue;
    const column = line.findIndex((value, at) => at < variables && Math.abs(value) > tiny);
    if (column >= 0) pivot(whole, row, column);
  }
  const kept = lines.flatMap((line, row) => ((basis[row] ?? 0) < variables ? [line] : []));
  return { lines: kept, basis: basis.filter((variable) => variable < variables), variables };
}

/** What one more of each variable costs, at this corner. */
function priced({ lines, basis }: Tableau, cost: Float64Array): Float64Array {
  const reduced = Float64Array.from(cost);
  for (const [row, variable] of basis.entries()) {
    const price = cost[variable] ?? 0;
    if (price !== 0) subtract(reduced, lines[row] ?? reduced, price, nonZero(lines[row]));
  }
  return reduced;
}

/** False when the cost has no lower limit. */
function minimise(tableau: Tableau, reduced: Float64Array, enough: () => boolean): boolean {
  let still = 0;
  for (;;) {
    const column = entering(reduced, still < patience);
    if (column < 0) return true;
    const row = leaving(tableau, column);
    if (row < 0) return false;
    still = rightOf(tableau.lines[row]) > tiny ? 0 : still + 1;
    step(tableau, reduced, row, column);
    if (still === 0 && enough()) return true;
  }
}

function step(tableau: Tableau, reduced: Float64Array, row: number, column: number): void {
  pivot(tableau, row, column);
  const own = tableau.lines[row] ?? reduced;
  subtract(reduced, own, reduced[column] ?? 0, nonZero(own));
}

function entering(reduced: Float64Array, steepest: boolean): number {
  if (!steepest) return reduced.findIndex((value) => value < -tiny);
  let found = -1;
  let least = -tiny;
  for (let at = 0; at < reduced.length; at += 1) {
    const value = reduced[at] ?? 0;
    if (value < least) [found, least] = [at, value];
  }
  return found;
}

/** The row that runs out first; of several, that of the first variable. */
function leaving({ lines, basis }: Tableau, column: number): number {
  let found = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < lines.length; row += 1) {
    const slope = lines[row]?.[column] ?? 0;
    if (slope <= tiny) continue;
    const ratio = rightOf(lines[row]) / slope;
    const tied = ratio < least + tiny && (basis[row] ?? 0) < (basis[found] ?? 0);
    if (ratio < least - tiny || tied) [found, least] = [row, Math.min(ratio, least)];
  }
  return found;
}

function pivot({ lines, basis }: Tableau, row: number, column: number): void {
  const own = lines[row];
  if (own === undefined) return;
  const scale = own[column] ?? 1;
  const places = nonZero(own);
  for (const at of places) own[at] = (own[at] ?? 0) / scale;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    const factor = line?.[column] ?? 0;
    if (line !== undefined && index !== row && factor !== 0) subtract(line, own, factor, places);
  }
  basis[row] = column;
}

function nonZero(line: Float64Array | undefined): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < (line?.length ?? 0); at += 1) if (line?.[at] !== 0) places.push(at);
  return places;
}

/** Few of the places of a line are not zero, so only those are gone through. Beyond the end nothing is written. */
function subtract(
  from: Float64Array,
  line: Float64Array,
  times: number,
  places: readonly number[],
): void {
  for (const at of places) {
    const value = (from[at] ?? 0) - times * (line[at] ?? 0);
    // What rounding leaves of a zero would be taken for a slope.
    from[at] = Math.abs(value) < 1e-11 ? 0 : value;
  }
}
