/** How a visit came out; the numbers the measure uses. The first four never merge. */
export const states = {
  positive: 1,
  negative: 2,
  declined: 3,
  'not-asked': 4,
  /** A result without a passed gate: not "asked". */
  'gate-not-passed': 5,
  'not-documented': 6,
  /** Asked before, within the interval: not in the denominator. */
  'not-due': 7,
} as const;
export type State = keyof typeof states;

/** How far support went after a yes; the number in `detail`. Each includes the ones before it. */
export const supportSteps = ['followed-up', 'accepted', 'offered', 'nothing'] as const;

/**
 * One count: how many, of which release table, where, when, of what kind. `place` is a unit, region or
 * municipality number (0 unknown or other), `bucket` a month (202603) or the first year of an age band.
 */
export type Figure = {
  readonly release: string;
  readonly place: number;
  readonly bucket: number;
  readonly category: string;
  readonly state: number;
  readonly detail: number;
  readonly n: number;
};

export const figureKey = (figure: Omit<Figure, 'n'>): string =>
  [figure.release, figure.place, figure.bucket, figure.category, figure.state, figure.detail].join(
    '|',
  );
