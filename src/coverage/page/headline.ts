import { el, type Markup } from '../../markup/index.ts';
import type { Report } from '../report.ts';
import { figure, intervalText, shareText } from './block.ts';
import { type Shown, shownAt, supportCell, visitCell } from './cells.ts';
import { nextSteps } from './next-steps.ts';
import type { Say, WordKey } from './say.ts';

type Card = {
  readonly key: WordKey;
  readonly count: Shown | undefined;
  readonly of: Shown | undefined;
  readonly href: string;
  /** What it is a share of, where its own words do not say. */
  readonly basis?: WordKey;
};

function cards({ release }: Report): readonly Card[] {
  const visits = (kind: string) => shownAt(release, visitCell(kind, 'all', 'all'));
  const support = (kind: string) => shownAt(release, supportCell(kind, 'all', 'all'));
  const of = visits('eligible');
  return [
    { key: 'card.asked', count: visits('asked'), of, href: '#spc', basis: 'card.basis' },
    { key: 'card.documented', count: visits('documented'), of, href: '#reasons' },
    { key: 'card.not-documented', count: visits('not-documented'), of, href: '#funnel' },
    {
      key: 'card.followed-up',
      count: support('followed-up'),
      of: support('accepted'),
      href: '#support',
    },
  ];
}

/** Four shares and what to do next: what can be read in ten seconds. */
export function headline(report: Report, say: Say): Markup {
  const words = { title: say.text('next.title'), desc: say.text('next.desc') };
  const steps = nextSteps(report, say).map(({ what, who, href }) =>
    el('li', {}, el('a', { href }, what), ' ', el('span', { class: 'who' }, who)),
  );
  const list =
    steps.length === 0 ? el('p', {}, say.text('next.none')) : el('ol', { class: 'next' }, steps);
  const shares = el(
    'ul',
    { class: 'cards', 'aria-label': say.text('share') },
    cards(report).map(({ key, count, of, href, basis }) =>
      el(
        'li',
        {},
        el(
          'a',
          { href },
          el('strong', {}, shareText(count, of, say)),
          ' ',
          el('span', {}, say.text(key)),
          ' ',
          typeof of !== 'number' || basis === undefined
            ? ''
            : [el('span', { class: 'quiet' }, say.text(basis, { of: say.number(of) })), ' '],
          el('span', { class: 'quiet' }, intervalText(count, of, say)),
        ),
      ),
    ),
  );
  const { markup } = figure('next', words, undefined, list);
  return { markup: `${shares.markup}${markup}` };
}
