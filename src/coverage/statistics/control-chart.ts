/** One point in time; undefined where the count is masked. */
export type Observed = { readonly count: number; readonly of: number } | undefined;

export type Signal =
  | 'above'
  | 'below'
  | 'shift-up'
  | 'shift-down'
  | 'trend-up'
  | 'trend-down'
  | 'near-up'
  | 'near-down';

export type ChartPoint = {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly signals: readonly Signal[];
};

export type ControlChart = {
  /** `p` by the binomial, `p′` (Laney) where the points vary more or less than it allows, `run` below 12 points. */
  readonly kind: 'p' | 'p′' | 'run';
  readonly centre: number;
  readonly points: readonly (ChartPoint | undefined)[];
};

const fewestForLimits = 12;
const inARow = 7;

/** A chart of proportions over time, with the rules of Making Data Count. Masked points are gaps. */
export function controlChart(observed: readonly Observed[]): ControlChart {
  const seen = observed.filter((each) => each !== undefined).filter(({ of }) => of > 0);
  const total = seen.reduce((sum, { of }) => sum + of, 0);
  const centre = total === 0 ? 0 : seen.reduce((sum, { count }) => sum + count, 0) / total;
  if (seen.length < fewestForLimits || centre <= 0 || centre >= 1) return runChart(observed);
  const spread = laney(seen, centre);
  const kind = Math.abs(spread - 1) < 0.1 ? 'p' : 'p′';
  const factor = kind === 'p' ? 1 : spread;
  const bare = observed.map((each) => {
    if (each === undefined || each.of === 0) return undefined;
    const sigma = factor * Math.sqrt((centre * (1 - centre)) / each.of);
    return { share: each.count / each.of, sigma };
  });
  const signals = rules(bare, centre);
  const points = bare.map((each, index) =>
    each === undefined
      ? undefined
      : {
          share: each.share,
          low: Math.max(0, centre - 3 * each.sigma),
          high: Math.min(1, centre + 3 * each.sigma),
          signals: signals[index] ?? [],
        },
  );
  return { kind, centre, points };
}

function runChart(observed: readonly Observed[]): ControlChart {
  const shares = observed.map((each) =>
    each === undefined || each.of === 0 ? undefined : each.count / each.of,
  );
  const sorted = shares.filter((each) => each !== undefined).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
  const points = shares.map((share) =>
    share === undefined ? undefined : { share, low: 0, high: 1, signals: [] },
  );
  return { kind: 'run', centre: median, points };
}

/** Laney's sigma-z: the mean moving range of the standardised points, over 1.128. */
function laney(
  seen: readonly { readonly count: number; readonly of: number }[],
  centre: number,
): number {
  const scores = seen.map(
    ({ count, of }) => (count / of - centre) / Math.sqrt((centre * (1 - centre)) / of),
  );
  const moves = scores.slice(1).map((score, index) => Math.abs(score - (scores[index] ?? score)));
  return moves.reduce((sum, move) => sum + move, 0) / moves.length / 1.128;
}

type Bare = { readonly share: number; readonly sigma: number } | undefined;

type Direction = 'up' | 'down';
const towards = (value: number): Direction => (value > 0 ? 'up' : 'down');

function rules(points: readonly Bare[], centre: number): readonly (readonly Signal[])[] {
  return points.map((point, index) =>
    point === undefined ? [] : signalsAt({ points, centre, index }, point),
  );
}

type At = { readonly points: readonly Bare[]; readonly centre: number; readonly index: number };

function signalsAt({ points, centre, index }: At, point: NonNullable<Bare>): readonly Signal[] {
  const away = point.share - centre;
  const signals: Signal[] = [];
  if (Math.abs(away) > 3 * point.sigma) signals.push(away > 0 ? 'above' : 'below');
  if (sideRun(points, centre, index) >= inARow) signals.push(`shift-${towards(away)}`);
  const trend = trendRun(points, index);
  if (Math.abs(trend) >= inARow) signals.push(`trend-${towards(trend)}`);
  if (nearLimit(points, centre, index)) signals.push(`near-${towards(away)}`);
  return signals;
}

/** How many points in a row, this one last, lie on its side of the centre. A gap ends the run. */
function sideRun(points: readonly Bare[], centre: number, last: number): number {
  const side = Math.sign((points[last]?.share ?? centre) - centre);
  let length = 0;
  for (let at = last; at >= 0 && side !== 0; at -= 1) {
    const point = points[at];
    if (point === undefined || Math.sign(point.share - centre) !== side) break;
    length += 1;
  }
  return length;
}

/** How many points in a row rise (positive) or fall (negative), this one last. */
function trendRun(points: readonly Bare[], last: number): number {
  let length = 1;
  let direction = 0;
  for (let at = last; at > 0; at -= 1) {
    const [before, after] = [points[at - 1], points[at]];
    if (before === undefined || after === undefined) break;
    const step = Math.sign(after.share - before.share);
    if (step === 0 || (direction !== 0 && step !== direction)) break;
    direction = step;
    length += 1;
  }
  return length * direction;
}

/** Two of three in a row beyond two sigma on the same side, this one among them. */
function nearLimit(points: readonly Bare[], centre: number, last: number): boolean {
  const beyond = (point: Bare): number =>
    point !== undefined && Math.abs(point.share - centre) > 2 * point.sigma
      ? Math.sign(point.share - centre)
      : 0;
  const side = beyond(points[last]);
  const three = [points[last - 2], points[last - 1], points[last]].map(beyond);
  return last >= 2 && side !== 0 && three.filter((each) => each === side).length >= 2;
}
