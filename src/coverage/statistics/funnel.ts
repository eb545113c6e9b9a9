/** The limits of a funnel at a size: what chance alone, and clinics' usual spread, would allow. */
export type Funnel = {
  readonly centre: number;
  /** How much more than by chance the clinics vary; 1 or above. Winsorised at 10 %. */
  readonly spread: number;
  readonly limits: (
    size: number,
    sigmas: number,
  ) => { readonly low: number; readonly high: number };
};

/** So few clinics do not tell how much clinics usually differ: then the limits are those of chance alone. */
const fewest = 10;

export const funnelSigmas = { wide: 3.09, narrow: 1.96 } as const;

export function funnel(units: readonly { readonly count: number; readonly of: number }[]): Funnel {
  const total = units.reduce((sum, { of }) => sum + of, 0);
  const centre = total === 0 ? 0 : units.reduce((sum, { count }) => sum + count, 0) / total;
  const sigma = (size: number): number => Math.sqrt((centre * (1 - centre)) / Math.max(1, size));
  const scores = units.map(({ count, of }) =>
    sigma(of) === 0 ? 0 : (count / Math.max(1, of) - centre) / sigma(of),
  );
  const spread = units.length < fewest ? 1 : Math.sqrt(Math.max(1, meanSquare(winsorised(scores))));
  return {
    centre,
    spread,
    limits: (size, sigmas) => ({
      low: Math.max(0, centre - sigmas * spread * sigma(size)),
      high: Math.min(1, centre + sigmas * spread * sigma(size)),
    }),
  };
}

const meanSquare = (scores: readonly number[]): number =>
  scores.length === 0 ? 1 : scores.reduce((sum, each) => sum + each * each, 0) / scores.length;

function winsorised(scores: readonly number[]): readonly number[] {
  const sorted = scores.toSorted((a, b) => a - b);
  const cut = Math.floor(sorted.length / 10);
  const [low, high] = [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0];
  return scores.map((each) => Math.min(high, Math.max(low, each)));
}
