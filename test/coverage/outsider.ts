import { type Solver, solver } from '../../src/coverage/release/simplex.ts';
import { sumsOf } from './outsider-sums.ts';

export type Sum = { readonly total: string; readonly parts: readonly string[] };

type Bounds = { least: number; most: number };

/**
 * Somebody with the published tables and a linear program, who knows nothing of how counts are hidden: every sum is
 * read off the words of the tables, and each hidden count is pushed as low and as high as the sums let it.
 */
export class Outsider {
  /** What the table tells, by its row in words; undefined is masked. */
  readonly told: ReadonlyMap<string, number | undefined>;
  readonly hidden: readonly string[];
  readonly #sums: readonly Sum[];

  constructor(csv: string, clinics: readonly Sum[]) {
    this.told = new Map(
      csv
        .split('\r\n')
        .slice(1)
        .filter((line) => line !== '')
        .map((line) => {
          const cells = line.split(',');
          const count = cells.at(-3) ?? '';
          return [cells.slice(0, 5).join('|'), count === '' ? undefined : Number(count)];
        }),
    );
    this.hidden = [...this.told].flatMap(([row, count]) => (count === undefined ? [row] : []));
    this.#sums = sumsOf([...this.told.keys()], clinics);
  }

  /** The hidden counts whose smallest and largest possible value are less than `width` apart. */
  exposed(width: number): readonly string[] {
    return this.#islands().flatMap((sums) => this.#exposedOf(sums, width));
  }

  #hiddenIn({ total, parts }: Sum): readonly string[] {
    return [total, ...parts].filter((row) => this.told.get(row) === undefined);
  }

  /** Sums that share hidden counts, apart from those that do not: smaller programs. */
  #islands(): readonly (readonly Sum[])[] {
    const islands: { rows: Set<string>; sums: Sum[] }[] = [];
    for (const sum of this.#sums) {
      const rows = this.#hiddenIn(sum);
      if (rows.length === 0) continue;
      const touched = islands.filter((island) => rows.some((row) => island.rows.has(row)));
      for (const each of touched) islands.splice(islands.indexOf(each), 1);
      islands.push({
        rows: new Set([...rows, ...touched.flatMap((island) => [...island.rows])]),
        sums: [sum, ...touched.flatMap((island) => island.sums)],
      });
    }
    return islands.map(({ sums }) => sums);
  }

  #exposedOf(sums: readonly Sum[], width: number): readonly string[] {
    const names = [...new Set(sums.flatMap((sum) => this.#hiddenIn(sum)))];
    const bounds = names.map((): Bounds => ({ least: Infinity, most: -Infinity }));
    const program = solver(this.#program(sums, names));
    for (const index of names.keys()) widen(index, bounds, program, width);
    return names.filter((_, index) => {
      const { least, most } = bounds[index] ?? { least: 0, most: 0 };
      return most - least < width - 1e-6;
    });
  }

  #program(sums: readonly Sum[], names: readonly string[]) {
    const at = new Map(names.map((name, index) => [name, index]));
    const rows = sums.map(({ total, parts }) => {
      const row = new Array<number>(names.length).fill(0);
      for (const [name, sign] of [
        [total, -1] as const,
        ...parts.map((part) => [part, 1] as const),
      ]) {
        const index = at.get(name);
        if (index !== undefined) row[index] = (row[index] ?? 0) + sign;
      }
      return row;
    });
    const known = (row: string): number => this.told.get(row) ?? 0;
    const right = sums.map(
      ({ total, parts }) => known(total) - parts.reduce((sum, part) => sum + known(part), 0),
    );
    return { rows, right };
  }
}

/** Pushes one count down and up; a corner met on the way is possible for all of them, so few programs are solved. */
function widen(index: number, bounds: readonly Bounds[], program: Solver, width: number): void {
  const [bound] = bounds.slice(index);
  if (bound === undefined) return;
  for (const direction of ['least', 'most'] as const) {
    if (bound.most - bound.least >= width) return;
    const limited = program.towards(index, direction, (at) => {
      for (const [other, value] of at.entries()) note(bounds[other], value);
      return bound.most - bound.least >= width;
    });
    if (!limited) bound.most = Infinity;
  }
}

function note(bound: Bounds | undefined, value: number): void {
  if (bound === undefined) return;
  bound.least = Math.min(bound.least, value);
  bound.most = Math.max(bound.most, value);
}
