import { el, type Markup, svg } from '../../markup/index.ts';
import type { Shown } from './cells.ts';
import type { Say } from './say.ts';

/** One bar: its name above it, what it says beside it. */
export type Bar = {
  readonly label: string;
  readonly shown: Shown | undefined;
  /** Said after the number, such as its share of something. */
  readonly more?: string;
};

const [width, rowHeight, room] = [480, 54, 150];

/** Bars below each other. A masked bar has no length: its place says only that there is a number. */
export function bars(
  id: string,
  words: { readonly title: string; readonly desc: string },
  rows: readonly Bar[],
  say: Say,
): Markup {
  const largest = Math.max(1, ...rows.map(({ shown }) => (typeof shown === 'number' ? shown : 0)));
  const height = Math.max(1, rows.length) * rowHeight;
  const drawn = rows.map((row, index) => bar(row, index * rowHeight, largest, say));
  return svg(id, { width, height }, words, ...drawn);
}

function bar({ label, shown, more = '' }: Bar, y: number, largest: number, say: Say): Markup {
  const known = typeof shown === 'number' ? shown : undefined;
  const length = Math.round(((known ?? 0) / largest) * (width - room));
  const said = shown === 'masked' ? say.text('masked') : say.text('none');
  return el(
    'g',
    {},
    el('text', { x: 0, y: y + 20, class: 'label' }, label),
    known === undefined || known === 0
      ? ''
      : el('rect', { x: 0, y: y + 27, width: Math.max(1, length), height: 20, class: 'bar' }),
    el(
      'text',
      { x: length + 8, y: y + 43, class: known === undefined ? 'masked' : 'value' },
      known === undefined ? said : `${say.number(known)}${more}`,
    ),
  );
}
