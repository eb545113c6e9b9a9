import { el, type Markup, svg } from '../../markup/index.ts';
import type { Times } from '../release/index.ts';
import type { ChartPoint, ControlChart } from '../statistics/index.ts';
import type { Annotation } from './annotations.ts';
import { bucketText } from './bucket-text.ts';
import type { Say } from './say.ts';

const size = { width: 360, height: 180 };
const frame = { left: 48, right: 10, top: 14, bottom: 26 };

type Place = { readonly x: (index: number) => number; readonly y: (share: number) => number };

function placeOf(many: number): Place {
  const across = size.width - frame.left - frame.right;
  const down = size.height - frame.top - frame.bottom;
  return {
    x: (index) => Math.round(frame.left + (many < 2 ? across / 2 : (index / (many - 1)) * across)),
    y: (share) => Math.round(frame.top + (1 - share) * down),
  };
}

type Charted = {
  readonly chart: ControlChart;
  readonly annotations: readonly Annotation[];
  readonly times: Times;
};

/** Share over time with centre line and stepped limits; a masked point is a gap in the line. */
export function controlPicture(
  id: string,
  name: string,
  { chart, annotations, times }: Charted,
  say: Say,
): Markup {
  const at = placeOf(times.buckets.length);
  const right = size.width - frame.right;
  const words = { title: `${say.text('spc.title')}: ${name}`, desc: say.text('spc.desc') };
  const limits = chart.kind === 'run' ? [] : [steps(chart, at, 'low'), steps(chart, at, 'high')];
  return svg(
    id,
    size,
    words,
    ...[0, 0.5, 1].map((share) => rule(share, at, right, say)),
    el('line', {
      x1: frame.left,
      x2: right,
      y1: at.y(chart.centre),
      y2: at.y(chart.centre),
      class: 'centre',
    }),
    ...limits,
    ...annotations.map((each) => changed(each, at)),
    ...stretches(chart).map((stretch) =>
      el('polyline', {
        points: stretch.map(({ index, point }) => `${at.x(index)},${at.y(point.share)}`).join(' '),
        class: 'line',
      }),
    ),
    ...chart.points.map((point, index) =>
      point === undefined ? gap(index, at) : mark(point, index, at),
    ),
    ...[0, times.buckets.length - 1].map((index) =>
      el(
        'text',
        { x: at.x(index), y: size.height - 8, class: index === 0 ? 'tick' : 'tick end' },
        bucketText(times.buckets[index] ?? ''),
      ),
    ),
  );
}

/** A line with a number, which the list below the chart explains. */
function changed({ index, number }: Annotation, at: Place): Markup {
  const x = at.x(index);
  const bottom = size.height - frame.bottom;
  return el(
    'g',
    {},
    el('line', { x1: x, x2: x, y1: frame.top + 4, y2: bottom, class: 'change' }),
    el('text', { x, y: frame.top, class: 'tick middle' }, String(number)),
  );
}

function rule(share: number, at: Place, right: number, say: Say): Markup {
  return el(
    'g',
    {},
    el('line', { x1: frame.left, x2: right, y1: at.y(share), y2: at.y(share), class: 'rule' }),
    el('text', { x: frame.left - 4, y: at.y(share) + 4, class: 'tick end' }, say.percent(share)),
  );
}

function steps({ points }: ControlChart, at: Place, side: 'low' | 'high'): Markup {
  const half = (at.x(1) - at.x(0)) / 2;
  const path = points.flatMap((point, index) => {
    if (point === undefined) return [];
    const start = points[index - 1] === undefined ? 'M' : 'L';
    const y = at.y(point[side]);
    const [from, to] = [at.x(index) - half, at.x(index) + half];
    const inside = (x: number): number =>
      Math.min(size.width - frame.right, Math.max(frame.left, x));
    return [`${start}${inside(from)},${y}L${inside(to)},${y}`];
  });
  return el('path', { d: path.join(''), class: 'limit' });
}

type Seen = { readonly index: number; readonly point: ChartPoint };

function stretches({ points }: ControlChart): readonly (readonly Seen[])[] {
  const found: Seen[][] = [[]];
  for (const [index, point] of points.entries()) {
    if (point === undefined) found.push([]);
    else found.at(-1)?.push({ index, point });
  }
  return found.filter((stretch) => stretch.length > 1);
}

/** Form and colour say the same: square is better, triangle is worse, circle is neither. */
function mark({ share, signals }: ChartPoint, index: number, at: Place): Markup {
  const [x, y] = [at.x(index), at.y(share)];
  const up = signals.some((signal) => signal === 'above' || signal.endsWith('-up'));
  if (up) return el('rect', { x: x - 4, y: y - 4, width: 8, height: 8, class: 'better' });
  if (signals.length > 0) {
    return el('path', { d: `M${x - 5},${y - 4}L${x + 5},${y - 4}L${x},${y + 5}Z`, class: 'worse' });
  }
  return el('circle', { cx: x, cy: y, r: 3, class: 'plain' });
}

function gap(index: number, at: Place): Markup {
  const y = size.height - frame.bottom;
  return el('path', { d: `M${at.x(index) - 3},${y - 3}l6,6m0,-6l-6,6`, class: 'gap' });
}
