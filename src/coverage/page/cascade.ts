import type { Markup } from '../../markup/index.ts';
import type { Report } from '../report.ts';
import { bars } from './bars.ts';
import { details, figure, pair, shareText, shownText, table } from './block.ts';
import { type Shown, shownAt, supportCell, visitCell } from './cells.ts';
import type { Say, WordKey } from './say.ts';

type Step = { readonly key: WordKey; readonly shown: Shown | undefined };

/** Eligible → asked → answered → positive → offered → accepted → followed up; each part of the one before. */
function cascadeSteps({ release }: Report): readonly Step[] {
  const support = (kind: string): Shown | undefined =>
    shownAt(release, supportCell(kind, 'all', 'all'));
  return [
    { key: 'eligible', shown: shownAt(release, visitCell('eligible', 'all', 'all')) },
    { key: 'asked', shown: shownAt(release, visitCell('asked', 'all', 'all')) },
    { key: 'answered', shown: together(support('positive'), support('negative')) },
    { key: 'positive', shown: support('positive') },
    { key: 'offered', shown: support('offered') },
    { key: 'accepted', shown: support('accepted') },
    { key: 'followed-up', shown: support('followed-up') },
  ];
}

function together(one: Shown | undefined, other: Shown | undefined): Shown | undefined {
  if (one === undefined || other === undefined) return undefined;
  return one === 'masked' || other === 'masked' ? 'masked' : one + other;
}

export function cascade(report: Report, say: Say): Markup {
  const steps = cascadeSteps(report);
  const words = { title: say.text('cascade.title'), desc: say.text('cascade.desc') };
  const before = (index: number): Shown | undefined => steps[index - 1]?.shown;
  const drawn = steps.map(({ key, shown }, index) => {
    const share = pair(shown, before(index));
    const more = share ? ` (${say.percent(share.count / share.of)})` : '';
    return { label: say.text(key), shown, more };
  });
  const rows = steps.map(({ key, shown }, index) => [
    say.text(key),
    shownText(shown, say),
    index === 0 ? '–' : shareText(shown, before(index), say),
  ]);
  const head = [say.text('cascade.step'), say.text('count'), say.text('cascade.of')];
  return figure(
    'cascade',
    words,
    bars('cascade-p', words, drawn, say),
    details(say, table(words.title, head, rows)),
  );
}
