/**
 * Linear programming on a dense tableau (two phases, Bland's rule): the smallest and largest value a variable
 * can take when all are zero or more and `rows · x = right`. Small tables only.
 */
export type System = {
  readonly rows: readonly (readonly number[])[];
  readonly right: readonly number[];
};

const tiny = 1e-7;

type Tableau = { readonly lines: Float64Array[]; basis: number[]; readonly variables: number };

export type Solver = {
  /** Extreme values of one variable, and the points where they are reached. Undefined: without limit. */
  readonly extreme: (
    variable: number,
    direction: 'least' | 'most',
  ) => { readonly value: number; readonly at: readonly number[] } | undefined;
};

/** The system must have a solution; one that has none is a fault in the caller. */
export function solver(system: System): Solver {
  const variables = system.rows[0]?.length ?? 0;
  const tableau = feasible(system, variables);
  return {
    extreme: (variable, direction) => {
      const cost = new Float64Array(variables);
      cost[variable] = direction === 'most' ? -1 : 1;
      if (!minimise(tableau, cost)) return undefined;
      const at = point(tableau);
      return { value: at[variable] ?? 0, at };
    },
  };
}

function point({ lines, basis, variables }: Tableau): readonly number[] {
  const at = new Array<number>(variables).fill(0);
  for (const [row, variable] of basis.entries()) {
    if (variable < variables) at[variable] = lines[row]?.at(-1) ?? 0;
  }
  return at;
}

/** Phase one: a first corner, with an artificial variable a row driven out again. */
function feasible({ rows, right }: System, variables: number): Tableau {
  const many = rows.length;
  const lines = rows.map((row, index) => {
    const line = new Float64Array(variables + many + 1);
    const sign = (right[index] ?? 0) < 0 ? -1 : 1;
    for (let column = 0; column < variables; column += 1) line[column] = sign * (row[column] ?? 0);
    line[variables + index] = 1;
    line[variables + many] = sign * (right[index] ?? 0);
    return line;
  });
  const basis = rows.map((_, index) => variables + index);
  const whole: Tableau = { lines, basis, variables: variables + many };
  const cost = new Float64Array(variables + many).fill(1, variables);
  minimise(whole, cost);
  return withoutArtificial(whole, variables);
}

function withoutArtificial(whole: Tableau, variables: number): Tableau {
  const kept: Float64Array[] = [];
  const basis: number[] = [];
  for (const [row, line] of whole.lines.entries()) {
    const artificial = (whole.basis[row] ?? 0) >= variables;
    const column = line.findIndex((value, at) => at < variables && Math.abs(value) > tiny);
    if (artificial && column >= 0) pivot(whole, row, column);
  }
  for (const [row, line] of whole.lines.entries()) {
    const variable = whole.basis[row] ?? 0;
    if (variable >= variables) continue;
    const short = new Float64Array(variables + 1);
    short.set(line.subarray(0, variables));
    short[variables] = line.at(-1) ?? 0;
    kept.push(short);
    basis.push(variable);
  }
  return { lines: kept, basis, variables };
}

/** False when the cost has no lower limit. */
function minimise(tableau: Tableau, cost: Float64Array): boolean {
  for (;;) {
    const column = entering(tableau, cost);
    if (column < 0) return true;
    const row = leaving(tableau, column);
    if (row < 0) return false;
    pivot(tableau, row, column);
  }
}

function entering({ lines, basis, variables }: Tableau, cost: Float64Array): number {
  const reduced = Float64Array.from(cost);
  for (const [row, variable] of basis.entries()) {
    const price = cost[variable] ?? 0;
    if (price !== 0) subtract(reduced, lines[row], price, variables);
  }
  return reduced.findIndex((value) => value < -tiny);
}

function subtract(
  from: Float64Array,
  line: Float64Array | undefined,
  times: number,
  length: number,
): void {
  if (line === undefined) return;
  for (let at = 0; at < length; at += 1) from[at] = (from[at] ?? 0) - times * (line[at] ?? 0);
}

function leaving({ lines, basis }: Tableau, column: number): number {
  const candidates = lines.flatMap((line, row) => {
    const slope = line[column] ?? 0;
    if (slope <= tiny) return [];
    return [{ row, ratio: (line.at(-1) ?? 0) / slope, variable: basis[row] ?? 0 }];
  });
  const least = Math.min(...candidates.map(({ ratio }) => ratio));
  const tied = candidates.filter(({ ratio }) => ratio < least + tiny);
  return tied.toSorted((a, b) => a.variable - b.variable)[0]?.row ?? -1;
}

function pivot({ lines, basis }: Tableau, row: number, column: number): void {
  const own = lines[row];
  if (own === undefined) return;
  const scale = own[column] ?? 1;
  for (let at = 0; at < own.length; at += 1) own[at] = (own[at] ?? 0) / scale;
  for (const [index, line] of lines.entries()) {
    const factor = line[column] ?? 0;
    if (index !== row && factor !== 0) subtract(line, own, factor, own.length);
  }
  basis[row] = column;
}
