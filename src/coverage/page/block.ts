import { el, type Markup } from '../../markup/index.ts';
import type { Shown } from '../release/index.ts';
import { wilson } from '../statistics/index.ts';
import type { Say } from './say.ts';

export type Cell = string | Markup;

/** A table in words: what a picture shows, for whoever cannot or will not see it. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): Markup {
  const headings = head.map((text) => el('th', { scope: 'col' }, text));
  const lines = rows.map(([first = '', ...rest]) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, first),
      rest.map((cell) => el('td', {}, cell)),
    ),
  );
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': caption },
    el(
      'table',
      {},
      el('caption', {}, caption),
      el('thead', {}, el('tr', {}, headings)),
      el('tbody', {}, lines),
    ),
  );
}

/** One picture with its title and description and, below it, its table. */
export function figure(
  id: string,
  words: { readonly title: string; readonly desc: string },
  picture: Markup | undefined,
  ...below: readonly Markup[]
): Markup {
  return el(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title` }, words.title),
    el('p', { class: 'desc' }, words.desc),
    picture === undefined ? '' : el('figure', {}, picture),
    below,
  );
}

export function details(say: Say, ...inside: readonly Markup[]): Markup {
  return el('details', {}, el('summary', {}, say.text('table')), inside);
}

export function shownText(shown: Shown | undefined, say: Say): Cell {
  if (shown === undefined) return '–';
  if (shown !== 'masked') return say.number(shown);
  return el('span', { class: 'masked', title: say.text('maskedLong') }, say.text('masked'));
}

/** Both counts known, or nothing can be said of the share. */
export function pair(
  count: Shown | undefined,
  of: Shown | undefined,
): { readonly count: number; readonly of: number } | undefined {
  if (typeof count !== 'number' || typeof of !== 'number' || of === 0) return undefined;
  return { count, of };
}

export function shareText(count: Shown | undefined, of: Shown | undefined, say: Say): Cell {
  const known = pair(count, of);
  if (known !== undefined) return say.percent(known.count / known.of);
  return count === 'masked' || of === 'masked' ? shownText('masked', say) : '–';
}

export function intervalText(count: Shown | undefined, of: Shown | undefined, say: Say): string {
  const known = pair(count, of);
  if (known === undefined) return '–';
  const { low, high } = wilson(known.count, known.of);
  return `${say.percent(low)}–${say.percent(high)}`;
}
