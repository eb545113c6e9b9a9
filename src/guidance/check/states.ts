import { always, type Diagram, never, type Store } from './diagram.ts';

function product(sizes: readonly number[]): bigint {
  return sizes.reduce((sum, size) => sum * BigInt(size), 1n);
}

/** How many states the set has, exactly. */
export function countStates(store: Store, of: Diagram): bigint {
  const seen = new Map<Diagram, bigint>();
  const depth = (at: Diagram): number => Math.min(store.levels[at] ?? 0, store.sizes.length);
  const below = (at: Diagram): bigint => {
    if (at === never) return 0n;
    if (at === always) return 1n;
    const found = seen.get(at);
    if (found !== undefined) return found;
    const sum = (store.branches[at] ?? []).reduce(
      (total, next) => total + below(next) * product(store.sizes.slice(depth(at) + 1, depth(next))),
      0n,
    );
    seen.set(at, sum);
    return sum;
  };
  return below(of) * product(store.sizes.slice(0, depth(of)));
}

type Way = { readonly cost: number; readonly value?: number; readonly next?: Diagram };

/**
 * The state of the set that costs least, as the value at each level; undefined when the set is empty. `costs`
 * is by level and value; the first value of least cost is taken where the set does not care.
 */
export function cheapest(
  store: Store,
  of: Diagram,
  costs: readonly (readonly number[])[],
): readonly number[] | undefined {
  const seen = new Map<Diagram, Way>();
  const way = (at: Diagram): Way => {
    if (at === always) return { cost: 0 };
    if (at === never) return { cost: Number.POSITIVE_INFINITY };
    const found = seen.get(at);
    if (found !== undefined) return found;
    const own = costs[store.levels[at] ?? 0] ?? [];
    const ways = (store.branches[at] ?? []).map((next, value) => ({
      cost: (own[value] ?? 0) + way(next).cost,
      value,
      next,
    }));
    const best = ways.reduce((a, b) => (b.cost < a.cost ? b : a));
    seen.set(at, best);
    return best;
  };
  if (of === never) return undefined;
  const state = costs.map((own) => own.indexOf(Math.min(...own)));
  for (let at = of; at !== always; ) {
    const { value, next } = way(at);
    if (value === undefined || next === undefined) return undefined;
    state[store.levels[at] ?? 0] = value;
    at = next;
  }
  return state;
}
