import { el, type Markup } from '../../markup/index.ts';
import type { Report } from '../report.ts';
import { type Cell, figure, intervalText, pair, shareText, shownText, table } from './block.ts';
import { type Shown, shownAt, supportCell, visitCell } from './cells.ts';
import type { Say } from './say.ts';

type Place = { readonly cell: string; readonly name: string };

function regionsShown({ places, release }: Report, say: Say): readonly Place[] {
  const regions = places.regions
    .map(({ no, name }) => ({ cell: `r${no}`, name }))
    .filter(({ cell }) => (shownAt(release, visitCell('eligible', cell, 'all')) ?? 0) !== 0);
  const all = { cell: 'all', name: say.text('all') };
  return regions.length > 1 ? [...regions, all] : regions;
}

/** Region by year, as the Pregnancy Register shows it. */
export function yearTable(report: Report, say: Say): Markup {
  const { release, times } = report;
  const words = { title: say.text('years.title'), desc: say.text('years.desc') };
  const rows = regionsShown(report, say).map(({ cell, name }) => [
    name,
    ...times.years.flatMap((year): readonly Cell[] => {
      const [asked, eligible] = ['asked', 'eligible'].map((kind) =>
        shownAt(release, visitCell(kind, cell, year)),
      );
      return [shareWithInterval(asked, eligible, say), shownText(eligible, say)];
    }),
  ]);
  const head = times.years.flatMap((year) => [year, `${year}: ${say.text('eligible')}`]);
  return figure('years', words, undefined, table(words.title, [say.text('region'), ...head], rows));
}

/** In one cell, so that some years stand beside each other on a narrow screen. */
function shareWithInterval(count: Shown | undefined, of: Shown | undefined, say: Say): Cell {
  const share = shareText(count, of, say);
  if (pair(count, of) === undefined) return share;
  const interval = el('span', { class: 'quiet' }, `(${intervalText(count, of, say)})`);
  return el('span', {}, share, ' ', interval);
}

const kinds = [
  'asked',
  'positive',
  'negative',
  'declined',
  'offered',
  'accepted',
  'followed-up',
] as const;

/** What came out and what happened next: region by half-year, and the year. */
export function supportTable(report: Report, say: Say): Markup {
  const { release, times } = report;
  const words = { title: say.text('support.title'), desc: say.text('support.desc') };
  const rows = regionsShown(report, say).flatMap(({ cell, name }) =>
    [...times.halves, ...times.years].map((time) => [
      name,
      el('span', { class: 'time' }, time),
      ...kinds.map((kind) => shownText(shownAt(release, supportCell(kind, cell, time)), say)),
    ]),
  );
  const head = [say.text('region'), say.text('time'), ...kinds.map((kind) => say.text(kind))];
  return figure('support', words, undefined, table(words.title, head, rows));
}
