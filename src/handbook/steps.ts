import { el, type Markup } from '../markup/index.ts';
import type { Alert, Pack } from '../routine/index.ts';
import { heading, list, sayBox } from './blocks.ts';
import { type Chapter, type Section, section } from './chapter.ts';
import { numbers } from './numbers.ts';
import { questionText } from './questions.ts';
import { mark } from './sources.ts';

type Step = Pack['steps'][number];

function alertLine(chapter: Chapter, alert: Alert): Markup {
  const { say } = chapter;
  return el(
    'li',
    {},
    el('b', { class: 'urgency' }, say.text(`urgency.${alert.urgency}`)),
    ' ',
    say.told('span', alert.text),
    el(
      'p',
      { class: 'small' },
      say.text('why', { text: say.plain(alert.why) }),
      ' ',
      mark(chapter, alert.source),
    ),
  );
}

function reasons(chapter: Chapter, step: Step): Markup {
  const { say } = chapter;
  const lines = step.rules.map(({ why, source }) =>
    el('li', {}, say.told('span', why), ' ', mark(chapter, source)),
  );
  return el('div', { class: 'small' }, heading(say.text('step.when')), el('ul', {}, lines));
}

function asked({ form, say }: Chapter, { items = [], count }: Step): Markup | '' {
  if (items.length === 0) return '';
  const counted = count && say.text('step.count', { of: count.of.length, from: count.highFrom });
  return el(
    'div',
    {},
    heading(say.text('step.ask')),
    el(
      'ul',
      {},
      items.map((linkId) => questionText(form, linkId, say)),
    ),
    counted === undefined ? '' : el('p', {}, counted),
  );
}

function stepBody(chapter: Chapter, step: Step): Markup {
  const { say } = chapter;
  const { tasks = [], alerts = [] } = step;
  return el(
    'div',
    {},
    el('p', {}, el('b', { class: 'urgency' }, say.text(`urgency.${step.urgency}`))),
    sayBox(say, step.say ?? []),
    asked(chapter, step),
    tasks.length === 0 ? '' : heading(say.text('step.do')),
    list(say, tasks),
    alerts.length === 0 ? '' : heading(say.text('step.alerts')),
    alerts.length === 0
      ? ''
      : el(
          'ul',
          {},
          alerts.map((alert) => alertLine(chapter, alert)),
        ),
    numbers(chapter, step.services),
    reasons(chapter, step),
  );
}

export function stepSections(chapter: Chapter): readonly Section[] {
  const { pack, say } = chapter;
  return pack.steps.map((step) =>
    section(
      `step-${step.id}`,
      say.text('step', { title: say.plain(step.title) }),
      stepBody(chapter, step),
    ),
  );
}

/** The doors that stand open from every screen: nothing has to be asked first. */
export function doorSections(chapter: Chapter): readonly Section[] {
  const { pack, say } = chapter;
  const { acute, child, staff } = pack.doors;
  return Object.entries({ acute, child, staff }).flatMap(([name, door]) => {
    if (door === undefined) return [];
    const body = el(
      'div',
      {},
      sayBox(say, door.say ?? []),
      list(say, door.tasks),
      numbers(chapter, door.services),
      el(
        'p',
        { class: 'small' },
        door.sources.map((source) => [mark(chapter, source), ' ']),
      ),
    );
    return [section(`door-${name}`, say.plain(door.title), body)];
  });
}
