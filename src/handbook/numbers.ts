import { el, type Markup } from '../markup/index.ts';
import type { ServiceRole } from '../routine/index.ts';
import type { Chapter } from './chapter.ts';
import { evidence, listed } from './contacts.ts';

/** Whom to call in a step: name, number and the day of its evidence, right beside it. */
export function numbers(chapter: Chapter, roles: readonly ServiceRole[] | undefined): Markup | '' {
  const { say } = chapter;
  const found = roles === undefined ? [] : listed(chapter, roles);
  if (found.length === 0) return '';
  const lines = found.map((listing) => {
    const { name, phone } = listing.service;
    return el(
      'li',
      {},
      say.plain(name) === phone ? '' : [say.told('span', name), ' '],
      el('span', { class: 'phone' }, phone),
      ' ',
      el('span', { class: 'small' }, `(${evidence(say, listing)})`),
    );
  });
  return el('div', {}, el('h4', {}, say.text('call')), el('ul', { class: 'numbers' }, lines));
}
