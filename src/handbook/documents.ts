import { el, filledIn } from '../markup/index.ts';
import type { DocumentLine } from '../routine/index.ts';
import { type Chapter, type Section, section } from './chapter.ts';

const blanks = [
  'date',
  'time',
  'author',
  'reason',
  'nextDate',
  'nextPerson',
  'service',
  'followUpDate',
  'person',
] as const;

/** The lines of what is written by hand, with their blanks named: `[datum]`. */
function document(chapter: Chapter, id: 'note' | 'referral' | 'report'): Section {
  const { pack, say } = chapter;
  const lines: readonly DocumentLine[] = pack[id] ?? [];
  const values = Object.fromEntries(
    blanks.map((name) => [name, `[${say.text(`placeholder.${name}`)}]`]),
  );
  const rows = lines.map(({ text }) => el('li', {}, filledIn(say.plain(text), values)));
  return section(id, say.text(id), el('ul', {}, rows));
}

export function documentSections(chapter: Chapter): readonly Section[] {
  const has = (['note', 'referral', 'report'] as const).filter(
    (id) => (chapter.pack[id] ?? []).length > 0,
  );
  return has.map((id) => document(chapter, id));
}
