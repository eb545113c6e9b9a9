import type { Markup } from '../../markup/index.ts';
import type { NotAskedReason } from '../../routine/index.ts';
import { notAskedReason } from '../../routine/index.ts';
import type { Report } from '../report.ts';
import { bars } from './bars.ts';
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

export function reasons(report: Report, say: Say): Markup {
  const rows = reasonRows(report);
  const words = { title: say.text('reasons.title'), desc: say.text('reasons.desc') };
  const total = shownAt(report.release, visitCell('documented', 'all', 'all'));
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
  const drawn = rows.map(({ reason, shown }) => ({ label: say.coded('reason', reason), shown }));
  const picture = bars('reasons-p', words, drawn, say);
  return figure('reasons', words, picture, table(words.title, head, lines));
}
