import type { Markup } from '../markup/index.ts';
import { el } from '../markup/index.ts';
import type { Audience, DueRule } from '../routine/index.ts';
import { facts } from './blocks.ts';
import type { Chapter } from './chapter.ts';
import type { Say } from './say.ts';
import { mark } from './sources.ts';

function ages({ ageFrom, ageTo }: Audience, say: Say): string {
  if (ageFrom !== undefined && ageTo !== undefined) {
    return say.text('audience.between', { from: ageFrom, to: ageTo });
  }
  if (ageFrom !== undefined) return say.text('audience.from', { from: ageFrom });
  return ageTo === undefined ? say.text('audience.all') : say.text('audience.to', { to: ageTo });
}

function when({ pack, say }: Chapter, rule: DueRule): string {
  const { route, intervalMonths, oncePer, triggers = [], completedBy } = rule;
  const titles = triggers.map((id) => {
    const found = pack.triggers.find((each) => each.id === id);
    return found === undefined ? id : say.plain(found.title).toLocaleLowerCase(say.language);
  });
  const parts = [
    intervalMonths === undefined ? '' : say.text('due.interval', { months: intervalMonths }),
    oncePer === undefined ? '' : say.text(`due.${oncePer}`),
    titles.length === 0 ? '' : say.text('due.triggers', { triggers: titles.join(', ') }),
    say.text('due.completedBy', {
      results: completedBy.map((each) => say.text(`due.${each}`)).join(', '),
    }),
  ].filter((part) => part !== '');
  return `${say.text(`due.${route}`)}: ${parts.join('; ')}.`;
}

/** Who is asked, when, and where the answers go. */
export function audienceFacts(chapter: Chapter): Markup {
  const { audience, say } = chapter;
  const { personAsked, records } = audience;
  const landing = records ?? (personAsked === 'guardian' ? 'nothing' : 'chart');
  const due = audience.due.map((rule) =>
    el('p', {}, when(chapter, rule), ' ', mark(chapter, rule.source)),
  );
  return facts([
    [say.text('audience.asked'), say.text(`audience.${personAsked}`)],
    [say.text('audience.age'), ages(audience, say)],
    [say.text('audience.due'), el('div', {}, due)],
    [say.text('audience.records'), say.text(`records.${landing}`)],
  ]);
}
