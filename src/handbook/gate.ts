import { el } from '../markup/index.ts';
import { heading, list, sayBox } from './blocks.ts';
import { type Chapter, type Section, section } from './chapter.ts';

/** What must hold before a question, the words for getting alone, and why nobody asked. */
export function gateSections({ pack, say }: Chapter): readonly Section[] {
  const { conditions, otherwise, reasons } = pack.gate;
  const why = reasons.map(({ text, nextTime }) =>
    el(
      'li',
      {},
      say.told('span', text),
      nextTime === undefined
        ? ''
        : el('p', { class: 'small' }, say.text('reasons.nextTime', { text: say.plain(nextTime) })),
    ),
  );
  return [
    section(
      'gate',
      say.text('gate'),
      el(
        'div',
        {},
        heading(say.text('gate.conditions')),
        list(
          say,
          conditions.map(({ text }) => text),
        ),
        heading(say.text('gate.say')),
        sayBox(say, [pack.gate.say]),
        say.told('p', otherwise),
      ),
    ),
    section('reasons', say.text('reasons'), el('ul', {}, why)),
  ];
}
