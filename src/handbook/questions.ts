import { el, type Markup } from '../markup/index.ts';
import { type Form, optionsOf, textOf } from '../questionnaire/index.ts';
import { questionsFor } from '../routine/index.ts';
import { heading, sayBox } from './blocks.ts';
import { type Chapter, type Section, section } from './chapter.ts';
import type { Say } from './say.ts';

/** A question in the language, marked when the form has it only in another. */
export function questionText(form: Form, linkId: string, say: Say, name = 'li'): Markup {
  const { text, language } = textOf(form, linkId, say.language);
  return el(name, { lang: language === say.language ? undefined : language }, text);
}

function answersLine({ form, pack, audience, say }: Chapter): string {
  const [first = ''] = questionsFor(pack, audience.id).result;
  const answers = optionsOf(form, first, say.language).map(({ text }) => text);
  return say.text('questions.answers', { answers: answers.join(' / ') });
}

function beginsWith({ pack, audience, say }: Chapter): string {
  const { result } = questionsFor(pack, audience.id);
  const numbers = (audience.startsWith ?? []).map((linkId) => result.indexOf(linkId) + 1);
  return numbers.length === 0 ? '' : say.text('flow.startsWith', { numbers: numbers.join(', ') });
}

export function frameSection({ pack, say }: Chapter): Section {
  const { short, full, thinkOf } = pack.frame;
  const body = el(
    'div',
    {},
    heading(say.text('frame.short')),
    sayBox(say, [short]),
    heading(say.text('frame.full')),
    sayBox(say, [full, thinkOf]),
  );
  return section('frame', say.text('frame'), body);
}

export function questionsSection(chapter: Chapter): Section {
  const { form, pack, audience, say } = chapter;
  const { result, after } = questionsFor(pack, audience.id);
  const { concern, allNo } = pack.questions;
  const body = el(
    'div',
    {},
    el(
      'ol',
      {},
      [...result, ...after].map((linkId) => questionText(form, linkId, say)),
    ),
    el('p', {}, answersLine(chapter), ' ', beginsWith(chapter)),
    el('p', {}, say.text('questions.allNo', { text: say.plain(allNo) })),
    heading(say.text('questions.concern')),
    questionText(form, concern, say, 'p'),
  );
  return section('questions', say.text('questions'), body);
}
