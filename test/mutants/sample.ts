/** So many of a list, the same ones for the same seed, in their order. */
export function sampled<T>(list: readonly T[], most: number, seed: number): readonly T[] {
  if (list.length <= most) return list;
  const drawn = new Set(shuffled([...list.keys()], seed).slice(0, most));
  return list.filter((_, at) => drawn.has(at));
}

/** In an order that looks drawn: wherever it is cut off, what came before is a fair sample. */
export function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  return list
    .map((each, at) => ({ each, by: scattered(at, seed) }))
    .sort((a, b) => a.by - b.by)
    .map(({ each }) => each);
}

/** A number that looks drawn, from a place and a seed (the finalizer of MurmurHash3). */
function scattered(at: number, seed: number): number {
  let mixed = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
