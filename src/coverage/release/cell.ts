/**
 * The frozen release: every count that may ever be shown, and every sum that ties counts together. Nothing is
 * computed for a reader outside it, so nothing can be found by subtracting what is not here.
 */
export type Draft = {
  /** Count by name, `asked/u3/202603`. */
  readonly counts: ReadonlyMap<string, number>;
  readonly sums: readonly Sum[];
  /** Part → whole, where a part that is all of the whole gives everybody away (each one of them positive). */
  readonly sensitive: ReadonlyMap<string, string>;
};

/** `total` is the sum of `parts`: what a reader with a pencil knows. */
export type Sum = { readonly total: string; readonly parts: readonly string[] };

/** A count as shown: a number, or masked, and then how it is spoken of is the same whatever it was. */
export type Shown = number | 'masked';

export type Release = {
  readonly shown: ReadonlyMap<string, Shown>;
  readonly sums: readonly Sum[];
  readonly threshold: number;
  readonly masked: { readonly primary: number; readonly secondary: number };
};
