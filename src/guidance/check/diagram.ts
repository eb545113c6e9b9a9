/**
 * A set of states as a multi-valued decision diagram: every question is a level, every answer a branch. Equal
 * sets are the same number, so a set of 10^20 states is compared, joined and counted without listing it.
 */
export type Diagram = number;

export const never: Diagram = 0;
export const always: Diagram = 1;

/** All diagrams of one space. `sizes`: how many values each level has. Grows as diagrams are made. */
export type Store = {
  readonly sizes: number[];
  readonly levels: number[];
  readonly branches: (readonly Diagram[])[];
  readonly known: Map<string, Diagram>;
  readonly joined: Map<number, Diagram>;
  readonly opposites: Map<Diagram, Diagram>;
  readonly looks: Map<Diagram, ReadonlySet<number>>;
  readonly moved: Map<string, Diagram>;
};

export function emptyStore(sizes: readonly number[]): Store {
  const leaf = Number.POSITIVE_INFINITY;
  return {
    sizes: [...sizes],
    levels: [leaf, leaf],
    branches: [[], []],
    known: new Map(),
    joined: new Map(),
    opposites: new Map([
      [never, always],
      [always, never],
    ]),
    looks: new Map(),
    moved: new Map(),
  };
}

/** The diagram that looks at `level` and goes on with one of the branches. */
function look(store: Store, level: number, branches: readonly Diagram[]): Diagram {
  const first = branches[0] ?? never;
  if (branches.every((branch) => branch === first)) return first;
  const key = `${level}:${branches.join(',')}`;
  const found = store.known.get(key);
  if (found !== undefined) return found;
  const made = store.levels.length;
  store.levels.push(level);
  store.branches.push(branches);
  store.known.set(key, made);
  return made;
}

/** The states where the value at `level` is one of those. */
export function where(store: Store, level: number, holds: (value: number) => boolean): Diagram {
  const size = store.sizes[level] ?? 0;
  const branches = Array.from({ length: size }, (_, value) => (holds(value) ? always : never));
  return look(store, level, branches);
}

/** The branch taken when `level` has that value; a diagram that does not look at the level stays. */
function branch(store: Store, of: Diagram, level: number, value: number): Diagram {
  return store.levels[of] === level ? (store.branches[of]?.[value] ?? never) : of;
}

const levelOf = (store: Store, of: Diagram): number => store.levels[of] ?? Number.POSITIVE_INFINITY;

export function and(store: Store, a: Diagram, b: Diagram): Diagram {
  if (a === never || b === never) return never;
  if (a === always || a === b) return b;
  if (b === always) return a;
  const key = a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a;
  const found = store.joined.get(key);
  if (found !== undefined) return found;
  const level = Math.min(levelOf(store, a), levelOf(store, b));
  const branches = Array.from({ length: store.sizes[level] ?? 0 }, (_, value) =>
    and(store, branch(store, a, level, value), branch(store, b, level, value)),
  );
  const made = look(store, level, branches);
  store.joined.set(key, made);
  return made;
}

export function not(store: Store, a: Diagram): Diagram {
  const found = store.opposites.get(a);
  if (found !== undefined) return found;
  const branches = (store.branches[a] ?? []).map((each) => not(store, each));
  const made = look(store, levelOf(store, a), branches);
  store.opposites.set(a, made);
  store.opposites.set(made, a);
  return made;
}

export function or(store: Store, a: Diagram, b: Diagram): Diagram {
  return not(store, and(store, not(store, a), not(store, b)));
}

export function every(store: Store, all: readonly Diagram[]): Diagram {
  return all.reduce((sum, each) => and(store, sum, each), always);
}

export function some(store: Store, all: readonly Diagram[]): Diagram {
  return all.reduce((sum, each) => or(store, sum, each), never);
}

/** The states of `a` that are not in `b`. */
export function without(store: Store, a: Diagram, b: Diagram): Diagram {
  return and(store, a, not(store, b));
}

/** The states where at least so many of the sets hold. */
export function atLeast(store: Store, needed: number, of: readonly Diagram[]): Diagram {
  let reached: readonly Diagram[] = [always, ...Array.from({ length: needed }, () => never)];
  for (const each of of) {
    reached = reached.map((sum, count) =>
      count === 0 ? always : or(store, sum, and(store, reached[count - 1] ?? never, each)),
    );
  }
  return reached[needed] ?? never;
}

/** `of` as it would be had the value at `level` been that one, whatever it is. */
export function given(store: Store, of: Diagram, level: number, value: number): Diagram {
  const key = `${of}:${level}:${value}`;
  const before = store.moved.get(key);
  if (before !== undefined) return before;
  const seen = new Map<Diagram, Diagram>();
  const go = (at: Diagram): Diagram => {
    if (levelOf(store, at) > level) return at;
    if (levelOf(store, at) === level) return branch(store, at, level, value);
    const found = seen.get(at);
    if (found !== undefined) return found;
    const made = look(store, levelOf(store, at), (store.branches[at] ?? []).map(go));
    seen.set(at, made);
    return made;
  };
  const all = go(of);
  store.moved.set(key, all);
  return all;
}

/** The levels that make a difference to the set. */
export function looksAt(store: Store, of: Diagram): ReadonlySet<number> {
  const before = store.looks.get(of);
  if (before !== undefined) return before;
  const seen = new Set<Diagram>();
  const levels = new Set<number>();
  const go = (at: Diagram): void => {
    if (at === never || at === always || seen.has(at)) return;
    seen.add(at);
    levels.add(levelOf(store, at));
    (store.branches[at] ?? []).forEach(go);
  };
  go(of);
  store.looks.set(of, levels);
  return levels;
}
