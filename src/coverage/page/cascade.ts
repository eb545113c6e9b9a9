import { el, type Markup, svg } from '../../markup/index.ts';
import type { Report } from '../report.ts';
import { details, figure, pair, shareText, shownText, table } from './block.ts';
import { type Shown, shownAt, supportCell, visitCell } from './cells.ts';
import type { Say, WordKey } from './say.ts';

type Step = { readonly key: WordKey; readonly shown: Shown | undefined };

/** Eligible → asked → answered → positive → offered → accepted → followed up; each part of the one before. */
export function cascadeSteps({ release }: Report): readonly Step[] {
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

const [width, rowHeight, left] = [720, 44, 300];

export function cascade(report: Report, say: Say): Markup {
  const steps = cascadeSteps(report);
  const words = { title: say.text('cascade.title'), desc: say.text('cascade.desc') };
  const largest = Math.max(1, ...steps.map(({ shown }) => (typeof shown === 'number' ? shown : 0)));
  const bars = steps.map((step, index) => bar(step, steps[index - 1], index, largest, say));
  const rows = steps.map(({ key, shown }, index) => [
    say.text(key),
    shownText(shown, say),
    index === 0 ? '–' : shareText(shown, steps[index - 1]?.shown, say),
  ]);
  const head = [say.text('cascade.step'), say.text('count'), say.text('cascade.of')];
  return figure(
    'cascade',
    words,
    svg('cascade-p', { width, height: steps.length * rowHeight }, words, ...bars),
    details(say, table(words.title, head, rows)),
  );
}

/** A masked bar has no length: its place says only that there is a number. */
function bar(
  step: Step,
  before: Step | undefined,
  index: number,
  largest: number,
  say: Say,
): Markup {
  const y = index * rowHeight;
  const known = typeof step.shown === 'number' ? step.shown : undefined;
  const length = known === undefined ? 0 : (known / largest) * (width - left - 130);
  const share = pair(step.shown, before?.shown);
  const label =
    known === undefined
      ? say.text(step.shown === 'masked' ? 'masked' : 'none')
      : `${say.number(known)}${share ? ` (${say.percent(share.count / share.of)})` : ''}`;
  return el(
    'g',
    {},
    el('text', { x: left - 12, y: y + 27, class: 'label end' }, say.text(step.key)),
    known === undefined || known === 0
      ? ''
      : el('rect', {
          x: left,
          y: y + 8,
          width: Math.max(1, Math.round(length)),
          height: 28,
          class: 'bar',
        }),
    el(
      'text',
      { x: left + length + 8, y: y + 27, class: known === undefined ? 'masked' : 'value' },
      label,
    ),
  );
}
