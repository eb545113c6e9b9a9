import { el } from '../markup/index.ts';
import { heading, sayBox } from './blocks.ts';
import { type Chapter, type Section, section } from './chapter.ts';
import { mark } from './sources.ts';

const codes = ['positive', 'declined', 'negative', 'not-asked'] as const;

/** Which answers give which result, and what is said after each. */
export function resultsSection(chapter: Chapter): Section {
  const { pack, say } = chapter;
  const rules = pack.results.map(({ result, qualifier, why, source }) => {
    const name = say.text(`result.${result}`);
    const more = qualifier === undefined ? '' : `, ${say.text(`qualifier.${qualifier}`)}`;
    return el(
      'li',
      {},
      el('b', {}, name, more),
      ': ',
      say.told('span', why),
      ' ',
      mark(chapter, source),
    );
  });
  const said = codes.map((code) =>
    el('div', {}, el('p', {}, say.text(`result.${code}`)), sayBox(say, [pack.say[code]])),
  );
  const body = el(
    'div',
    {},
    el('p', {}, say.text('results.how')),
    el('ol', {}, rules),
    heading(say.text('results.saidAfter')),
    said,
  );
  return section('results', say.text('results'), body);
}
