import { el, type Markup, svg } from '../../markup/index.ts';
import type { NotAskedReason } from '../../routine/index.ts';
import { notAskedReason } from '../../routine/index.ts';
import type { Report } from '../report.ts';
import { figure, shownText, table } from './block.ts';
import { type Shown, shownAt, visitCell } from './cells.ts';
import type { Say } from './say.ts';

type Row = { readonly reason: NotAskedReason; readonly shown: Shown };

/** Known counts first, largest first; masked ones after, in the order of the code list, which says nothing. */
export function reasonRows({ release }: Report): readonly Row[] {
  const rows = notAskedReason.options.flatMap((reason, index): readonly Row[] => {
    const shown = shownAt(release, `reason/${index + 1}`);
    return shown === undefined || shown === 0 ? [] : [{ reason, shown }];
  });
  const known = rows.filter(({ shown }) => shown !== 'masked');
  return [
    ...known.toSorted((a, b) => Number(b.shown) - Number(a.shown)),
    ...rows.filter(({ shown }) => shown === 'masked'),
  ];
}

const [width, rowHeight, left] = [720, 32, 250];

export function reasons(report: Report, say: Say): Markup {
  const rows = reasonRows(report);
  const words = { title: say.text('reasons.title'), desc: say.text('reasons.desc') };
  const total = shownAt(report.release, visitCell('documented', 'all', 'all'));
  const largest = Math.max(1, ...rows.map(({ shown }) => (shown === 'masked' ? 0 : shown)));
  let running = 0;
  const lines = rows.map(({ reason, shown }) => {
    running += shown === 'masked' ? 0 : shown;
    const known = shown !== 'masked' && typeof total === 'number' && total > 0;
    return [
      say.coded('reason', reason),
      shownText(shown, say),
      known ? say.percent(running / total) : '–',
      say.coded('owner', reason),
      say.coded('action', reason),
    ];
  });
  const head = (
    ['reasons.reason', 'count', 'reasons.running', 'reasons.owner', 'reasons.action'] as const
  ).map((key) => say.text(key));
  const bars = rows.map((row, index) => bar(row, index, largest, say));
  const picture = svg(
    'reasons-p',
    { width, height: Math.max(1, rows.length) * rowHeight },
    words,
    ...bars,
  );
  return figure('reasons', words, picture, table(words.title, head, lines));
}

function bar({ reason, shown }: Row, index: number, largest: number, say: Say): Markup {
  const y = index * rowHeight;
  const length = shown === 'masked' ? 0 : (shown / largest) * (width - left - 90);
  return el(
    'g',
    {},
    el('text', { x: left - 10, y: y + 21, class: 'label end' }, say.coded('reason', reason)),
    shown === 'masked'
      ? ''
      : el('rect', {
          x: left,
          y: y + 6,
          width: Math.max(1, Math.round(length)),
          height: 20,
          class: 'bar',
        }),
    el(
      'text',
      { x: left + length + 8, y: y + 21, class: shown === 'masked' ? 'masked' : 'value' },
      shown === 'masked' ? say.text('masked') : say.number(shown),
    ),
  );
}
