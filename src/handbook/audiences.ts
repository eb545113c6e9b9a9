import { el, type Markup } from '../markup/index.ts';
import { audienceFacts } from './audience-facts.ts';
import type { Chapter, Section } from './chapter.ts';
import { type Difference, differing, sectionsOf } from './sections.ts';

type Written = { readonly chapter: Chapter; readonly sections: readonly Section[] };

const size = ({ sections, without }: Difference): number => sections.length + without.length;

function pieces(id: string, sections: readonly Section[]): readonly Markup[] {
  return sections.map((each) =>
    el('section', { id: `${id}-${each.id}` }, el('h3', {}, each.title), each.body),
  );
}

/** A chapter that is like an earlier one says only what is otherwise. */
function likeness({ chapter, sections }: Written, earlier: readonly Written[]): readonly Markup[] {
  const { say, audience } = chapter;
  const [nearest] = earlier
    .map((other) => ({ other, apart: differing(sections, other.sections) }))
    .toSorted((a, b) => size(a.apart) - size(b.apart));
  if (nearest === undefined) return pieces(audience.id, sections);
  const { other, apart } = nearest;
  const title = say.plain(other.chapter.audience.title);
  const key = size(apart) === 0 ? 'audience.same' : 'audience.like';
  return [
    el('p', { class: 'like' }, say.text(key, { title })),
    ...(apart.without.length === 0
      ? []
      : [el('p', {}, say.text('audience.without', { titles: apart.without.join('; ') }))]),
    ...pieces(audience.id, apart.sections),
  ];
}

/** A chapter for each audience: the first whole, each of the others by how it differs from its nearest. */
export function audienceChapters(chapters: readonly Chapter[]): readonly Markup[] {
  const written = chapters.map((chapter) => ({ chapter, sections: sectionsOf(chapter) }));
  return written.map((each, index) => {
    const { audience, say } = each.chapter;
    return el(
      'section',
      { id: audience.id, class: 'chapter' },
      say.told('h2', audience.title),
      audienceFacts(each.chapter),
      likeness(each, written.slice(0, index)),
    );
  });
}
