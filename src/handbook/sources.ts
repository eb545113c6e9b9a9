import { cite } from '../guidance/index.ts';
import { el, type Markup } from '../markup/index.ts';
import type { Pack, Source } from '../routine/index.ts';
import type { Say } from './say.ts';

type Where = { readonly pack: Pack; readonly today: string };

/** `[3]`, which leads to the source in the list at the end. */
export function mark({ pack, today }: Where, id: string): Markup {
  const { source } = cite(pack, id, today);
  const number = pack.sources.findIndex((each) => each.id === source.id) + 1;
  return el('a', { href: `#source-${number}` }, `[${number}]`);
}

function lawLine(where: Where, say: Say, source: Source): string {
  if (source.kind !== 'law') return '';
  const cited = cite(where.pack, source.id, where.today);
  return cited.source.id === source.id && cited.paragraph !== undefined
    ? say.text('sources.paragraph', { paragraph: cited.paragraph })
    : say.text('sources.unsigned');
}

function daysLine(say: Say, { validFrom, validTo }: Source): string {
  if (validTo !== undefined) return say.text('sources.until', { day: validTo });
  return validFrom === undefined ? '' : say.text('sources.from', { day: validFrom });
}

/** What every step rests on, with a paragraph only where a jurist has signed the row. */
export function sourceList(where: Where, say: Say): Markup {
  const rows = where.pack.sources.map((source, index) => {
    const { citation } = source;
    const lines = [
      citation === undefined ? '' : say.text('sources.citation', { citation }),
      lawLine(where, say, source),
      daysLine(say, source),
    ].filter((line) => line !== '');
    return el(
      'li',
      { id: `source-${index + 1}` },
      say.told('b', source.title),
      say.told('p', source.says),
      lines.map((line) => el('p', { class: 'small' }, line)),
    );
  });
  return el('ol', { class: 'sources' }, rows);
}
