import { el, type Markup, svg } from '../../markup/index.ts';
import type { Report } from '../report.ts';
import { type Funnel, funnel, funnelSigmas } from '../statistics/index.ts';
import { details, figure, shareText, shownText, table } from './block.ts';
import { shownAt, visitCell } from './cells.ts';
import { type Dot, funnelDots, type Side, sideOf } from './funnel-dots.ts';
import type { Say, WordKey } from './say.ts';

const size = { width: 560, height: 340 };
const frame = { left: 62, right: 20, top: 16, bottom: 44 };

/** Clinics by size and share, between the limits of chance. In the order of names, never of rank. */
export function funnelPicture(report: Report, say: Say): Markup {
  const words = { title: say.text('funnel.title'), desc: say.text('funnel.desc') };
  const cell = (kind: string, no: number) =>
    shownAt(report.release, visitCell(kind, `u${no}`, 'all'));
  const units = report.places.units
    .filter(({ no }) => (cell('eligible', no) ?? 0) !== 0)
    .toSorted((a, b) => a.name.localeCompare(b.name, say.language, { numeric: true }));
  const dots = funnelDots(report, say);
  const limits = funnel(dots);
  const rows = units.map(({ no, name }) => [
    name,
    shownText(cell('asked', no), say),
    shownText(cell('eligible', no), say),
    shareText(cell('asked', no), cell('eligible', no), say),
    position(
      dots.find((dot) => dot.name === name),
      limits,
      say,
    ),
  ]);
  const head = (['unit', 'asked', 'eligible', 'share', 'funnel.place'] as const).map((key) =>
    say.text(key),
  );
  return figure(
    'funnel',
    words,
    svg('funnel-p', size, words, ...drawing(dots, limits, say)),
    details(say, table(words.title, head, rows)),
  );
}

function position(dot: Dot | undefined, limits: Funnel, say: Say): string {
  return dot === undefined ? '–' : say.text(`funnel.${sideOf(dot, limits)}` as WordKey);
}

function drawing(dots: readonly Dot[], limits: Funnel, say: Say): readonly Markup[] {
  const largest = Math.max(10, ...dots.map(({ of }) => of)) * 1.05;
  const x = (of: number): number =>
    Math.round(frame.left + (of / largest) * (size.width - frame.left - frame.right));
  const y = (share: number): number =>
    Math.round(frame.top + (1 - share) * (size.height - frame.top - frame.bottom));
  const sizes = Array.from({ length: 60 }, (_, index) => ((index + 1) / 60) * largest);
  const curve = (sigmas: number, side: 'low' | 'high'): Markup =>
    el('polyline', {
      points: sizes.map((of) => `${x(of)},${y(limits.limits(of, sigmas)[side])}`).join(' '),
      class: sigmas === funnelSigmas.wide ? 'limit' : 'limit inner',
    });
  const right = size.width - frame.right;
  return [
    ...[0, 0.25, 0.5, 0.75, 1].map((share) =>
      el(
        'g',
        {},
        el('line', { x1: frame.left, x2: right, y1: y(share), y2: y(share), class: 'rule' }),
        el('text', { x: frame.left - 6, y: y(share) + 4, class: 'tick end' }, say.percent(share)),
      ),
    ),
    el('line', {
      x1: frame.left,
      x2: right,
      y1: y(limits.centre),
      y2: y(limits.centre),
      class: 'centre',
    }),
    ...[funnelSigmas.wide, funnelSigmas.narrow].flatMap((sigmas) => [
      curve(sigmas, 'low'),
      curve(sigmas, 'high'),
    ]),
    ...dots.map((dot) => mark(dot, sideOf(dot, limits), x(dot.of), y(dot.count / dot.of))),
    ...[0, 0.5, 1].map((part) => sizeTick(part, largest, x, say)),
    el('text', { x: right, y: size.height - 6, class: 'tick end' }, say.text('eligible')),
  ];
}

/** A round number of visits below the picture. */
function sizeTick(part: number, largest: number, x: (of: number) => number, say: Say): Markup {
  const step = 10 ** Math.floor(Math.log10(largest / 2));
  const of = Math.floor((part * largest) / step) * step;
  const at = { x: x(of), y: size.height - frame.bottom + 16 };
  return el('text', { ...at, class: part === 1 ? 'tick end' : 'tick middle' }, say.number(of));
}

function mark(dot: Dot, where: Side, x: number, y: number): Markup {
  const name = el('title', {}, dot.name);
  switch (where) {
    case 'above':
      return el(
        'g',
        {},
        name,
        el('rect', { x: x - 5, y: y - 5, width: 10, height: 10, class: 'better' }),
      );
    case 'below':
      return el(
        'g',
        {},
        name,
        el('path', { d: `M${x - 6},${y - 5}L${x + 6},${y - 5}L${x},${y + 6}Z`, class: 'worse' }),
      );
    case 'inside':
      return el('g', {}, name, el('circle', { cx: x, cy: y, r: 4, class: 'plain' }));
  }
}
