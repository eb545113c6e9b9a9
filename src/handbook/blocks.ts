import { el, type Markup } from '../markup/index.ts';
import type { Words } from '../routine/index.ts';
import type { Say } from './say.ts';

/** What is said aloud, set apart. */
export function sayBox(say: Say, words: readonly Words[]): Markup | '' {
  if (words.length === 0) return '';
  return el(
    'div',
    { class: 'say' },
    el('b', {}, say.text('say')),
    words.map((each) => say.told('p', each)),
  );
}

export function list(say: Say, words: readonly Words[] | undefined): Markup | '' {
  if (words === undefined || words.length === 0) return '';
  return el(
    'ul',
    {},
    words.map((each) => say.told('li', each)),
  );
}

/** Name and value beside each other. */
export function facts(rows: readonly (readonly [string, string | Markup])[]): Markup {
  return el(
    'dl',
    {},
    rows.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}

/** Headings inside a section say where one is on the page, so they are of one rank everywhere. */
export const heading = (text: string): Markup => el('h4', {}, text);
