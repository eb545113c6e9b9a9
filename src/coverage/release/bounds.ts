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

/** What has been found so far, by name. It stays true when more is hidden: then an attacker can only know less. */
export type Found = Map<string, Bounds>;

/**
 * The hidden counts of one component that could be pinned down to fewer than `width` apart. `truth` is one
 * solution; every corner passed on the way is a witness for all, so few programs are solved, and none to its end.
 */
export function exposed(
  { names, sums }: Component,
  known: Known,
  truth: (name: string) => number,
  { width, found }: { readonly width: number; readonly found: Found },
): readonly string[] {
  const boundsOf = (name: string): Bounds =>
    found.get(name) ?? { least: truth(name), most: truth(name) };
  const open = (name: string): boolean => {
    const { least, most } = boundsOf(name);
    return most - least >= width - 1e-6;
  };
  const unsure = names.filter((name) => !open(name));
  if (unsure.length === 0) return [];
  const index = new Map(names.map((name, at) => [name, at]));
  const solve = solver(system(sums, index, known));
  const witness = (at: readonly number[]): void => {
    for (const [variable, name] of names.entries()) {
      const { least, most } = boundsOf(name);
      const value = at[variable] ?? 0;
      if (value < least) found.set(name, { least: value, most });
      else if (value > most) found.set(name, { least, most: value });
    }
  };
  return unsure.filter((name) => {
    const enough = (at: readonly number[]): boolean => {
      witness(at);
      return open(name);
    };
    const variable = index.get(name) ?? 0;
    return !(['most', 'least'] as const).some(
      (direction) => open(name) || !solve.towards(variable, direction, enough) || open(name),
    );
  });
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
