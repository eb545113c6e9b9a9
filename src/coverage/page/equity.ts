import { el, type Markup, svg } from '../../markup/index.ts';
import { equityTables, personTables } from '../release/index.ts';
import type { Report } from '../report.ts';
import { wilson } from '../statistics/index.ts';
import {
  type Cell,
  details,
  figure,
  intervalText,
  pair,
  shareText,
  shownText,
  table,
} from './block.ts';
import { groupCell, type Shown, shownAt, visitCell } from './cells.ts';
import type { Say, WordKey } from './say.ts';

type Group = {
  readonly name: string;
  readonly asked: Shown | undefined;
  readonly eligible: Shown | undefined;
};

const ageBands = [0, 18, 30, 45, 65, 80] as const;

function ageName(from: number, say: Say): string {
  const next = ageBands[ageBands.indexOf(from as 0) + 1];
  return next === undefined
    ? say.text('age.over', { from })
    : say.text('age.range', { from, to: next - 1 });
}

function groupName(kind: string, group: string, { pack }: Report, say: Say): string {
  switch (kind) {
    case 'age':
      return ageName(Number(group), say);
    case 'municipality':
      return pack.municipalities[Number(group) - 1]?.name ?? say.text('municipality.0');
    default:
      return say.coded(kind, group);
  }
}

/** The groups of one table, in the order of their codes, never of their shares. */
function groupsOf(table: string, report: Report, say: Say): readonly Group[] {
  const prefix = groupCell(table, 'eligible', '');
  const names = [...report.release.shown.keys()]
    .filter((cell) => cell.startsWith(prefix))
    .map((cell) => cell.slice(prefix.length))
    .filter((name) => shownAt(report.release, prefix + name) !== 0);
  const sorted = names.toSorted((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  return sorted.map((group) => ({
    name: groupName(table.replace('person-', ''), group, report, say),
    asked: shownAt(report.release, groupCell(table, 'asked', group)),
    eligible: shownAt(report.release, groupCell(table, 'eligible', group)),
  }));
}

const [width, rowHeight, left, right] = [480, 46, 10, 24];
const x = (share: number): number => Math.round(left + share * (width - left - right));

export function equity(report: Report, say: Say): Markup {
  const words = { title: say.text('equity.title'), desc: say.text('equity.desc') };
  const all = pair(
    shownAt(report.release, visitCell('asked', 'all', 'all')),
    shownAt(report.release, visitCell('eligible', 'all', 'all')),
  );
  const parts = equityTables.map((name) => {
    const title = say.text(`equity.${name}` as WordKey);
    const groups = groupsOf(name, report, say);
    return el(
      'div',
      {},
      el('h3', {}, title),
      el(
        'figure',
        {},
        dots(name, { ...words, title: `${words.title} ${title}` }, groups, all, say),
      ),
      details(say, groupTable(title, groups, say)),
    );
  });
  return figure('equity', words, undefined, ...parts);
}

function dots(
  id: string,
  words: { readonly title: string; readonly desc: string },
  groups: readonly Group[],
  all: { readonly count: number; readonly of: number } | undefined,
  say: Say,
): Markup {
  const height = groups.length * rowHeight + 24;
  const line =
    all === undefined
      ? []
      : [
          el('line', {
            x1: x(all.count / all.of),
            x2: x(all.count / all.of),
            y1: 0,
            y2: height - 20,
            class: 'centre',
          }),
        ];
  const ticks = [0, 0.5, 1].map((share) =>
    el('text', { x: x(share), y: height - 4, class: tickAt(share) }, say.percent(share)),
  );
  const rows = groups.map((group, index) => dot(group, index * rowHeight, say));
  return svg(`equity-${id}`, { width, height }, words, ...line, ...ticks, ...rows);
}

/** The outermost ones stand inside, or they are cut off. */
function tickAt(share: number): string {
  if (share === 0) return 'tick';
  return share === 1 ? 'tick end' : 'tick middle';
}

function dot({ name, asked, eligible }: Group, y: number, say: Say): Markup {
  const label = el('text', { x: 0, y: y + 16, class: 'label' }, name);
  const known = pair(asked, eligible);
  if (known === undefined) {
    return el(
      'g',
      {},
      label,
      el('text', { x: left, y: y + 38, class: 'masked' }, say.text('masked')),
    );
  }
  const { low, high } = wilson(known.count, known.of);
  return el(
    'g',
    {},
    label,
    el('line', { x1: x(low), x2: x(high), y1: y + 31, y2: y + 31, class: 'whisker' }),
    el('circle', { cx: x(known.count / known.of), cy: y + 31, r: 6, class: 'plain' }),
  );
}

function groupTable(title: string, groups: readonly Group[], say: Say): Markup {
  const rows = groups.map(({ name, asked, eligible }): readonly Cell[] => [
    name,
    shownText(asked, say),
    shownText(eligible, say),
    shareText(asked, eligible, say),
    intervalText(asked, eligible, say),
  ]);
  const head = (['equity.group', 'asked', 'eligible', 'share', 'interval'] as const).map((key) =>
    say.text(key),
  );
  return table(title, head, rows);
}

/** Persons, not visits: asked at least once in 12 months. */
export function persons(report: Report, say: Say): Markup {
  const words = { title: say.text('person.title'), desc: say.text('person.desc') };
  const all: Group = {
    name: say.text('person.all'),
    asked: shownAt(report.release, groupCell('person', 'asked', 'all')),
    eligible: shownAt(report.release, groupCell('person', 'eligible', 'all')),
  };
  const groups = [all, ...personTables.flatMap((name) => groupsOf(name, report, say))];
  const share = pair(all.asked, all.eligible);
  return figure(
    'persons',
    words,
    dots('persons', words, groups, share, say),
    details(say, groupTable(words.title, groups, say)),
  );
}
