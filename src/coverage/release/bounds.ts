import type { Sum } from './cell.ts';
import { solver } from './simplex.ts';

/** What an attacker can know of a hidden count from everything that is shown. */
export type Bounds = { readonly least: number; readonly most: number };

type Known = (name: string) => number | undefined;

/** Hidden counts that share sums: they can be looked at apart from all others. */
export function components(
  sums: readonly Sum[],
  hidden: ReadonlySet<string>,
): readonly Component[] {
  const leader = new Map<string, string>();
  const find = (name: string): string => {
    const next = leader.get(name) ?? name;
    if (next === name) return name;
    const top = find(next);
    leader.set(name, top);
    return top;
  };
  const members = (sum: Sum): readonly string[] =>
    [sum.total, ...sum.parts].filter((name) => hidden.has(name));
  for (const sum of sums) {
    const [first, ...rest] = members(sum);
    for (const name of rest) leader.set(find(name), find(first ?? name));
  }
  const groups = new Map<string, Component>();
  for (const name of hidden) {
    const group = groups.get(find(name)) ?? { names: [], sums: [] };
    groups.set(find(name), group);
    group.names.push(name);
  }
  for (const sum of sums) {
    const [first] = members(sum);
    if (first !== undefined) groups.get(find(first))?.sums.push(sum);
  }
  return [...groups.values()];
}

export type Component = { readonly names: string[]; readonly sums: Sum[] };

/**
 * The hidden counts of one component that could be pinned down to fewer than `width` apart. `truth` is one
 * solution; every corner found on the way is a witness for all, so few programs are solved.
 */
export function exposed(
  { names, sums }: Component,
  known: Known,
  truth: (name: string) => number,
  width: number,
): readonly string[] {
  const index = new Map(names.map((name, at) => [name, at]));
  const least = names.map(truth);
  const most = names.map(truth);
  const solve = solver(system(sums, index, known));
  const witness = (at: readonly number[]): void => {
    for (const [variable, value] of at.entries()) {
      least[variable] = Math.min(least[variable] ?? value, value);
      most[variable] = Math.max(most[variable] ?? value, value);
    }
  };
  const open = (variable: number): boolean => {
    const apart = (): number => (most[variable] ?? 0) - (least[variable] ?? 0);
    for (const direction of ['most', 'least'] as const) {
      if (apart() >= width - 1e-6) return true;
      const found = solve.extreme(variable, direction);
      if (found === undefined) return true;
      witness(found.at);
    }
    return apart() >= width - 1e-6;
  };
  return names.filter((_, variable) => !open(variable));
}

function system(sums: readonly Sum[], index: ReadonlyMap<string, number>, known: Known) {
  const rows: number[][] = [];
  const right: number[] = [];
  for (const { total, parts } of sums) {
    const row = new Array<number>(index.size).fill(0);
    let rest = 0;
    for (const [name, sign] of [[total, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
      const at = index.get(name);
      if (at === undefined) rest -= sign * (known(name) ?? 0);
      else row[at] = (row[at] ?? 0) + sign;
    }
    rows.push(row);
    right.push(rest);
  }
  return { rows, right };
}
