import { el, type Markup } from '../../markup/index.ts';
import { inLanguage } from '../../routine/index.ts';
import { indicationKinds } from '../release/index.ts';
import type { Report } from '../report.ts';
import { type Cell, figure, shownText, table } from './block.ts';
import { shownAt } from './cells.ts';
import type { Say, WordKey } from './say.ts';

/** Cases on indication: "not asked" without a named person and a day is the one to act on. */
export function indication({ release }: Report, say: Say): Markup {
  const words = { title: say.text('indication.title'), desc: say.text('indication.desc') };
  const rows = indicationKinds.map((kind): readonly Cell[] => [
    say.text(`indication.${kind}` as WordKey),
    shownText(shownAt(release, `indication/${kind}`), say),
  ]);
  return figure(
    'indication',
    words,
    undefined,
    table(words.title, [say.text('quality.what'), say.text('count')], rows),
  );
}

export function contacts({ contacts: stale }: Report, say: Say): Markup {
  const words = { title: say.text('contacts.title'), desc: say.text('contacts.desc') };
  if (stale.length === 0)
    return figure('contacts', words, undefined, el('p', {}, say.text('contacts.none')));
  const rows = stale.map(({ name, verifiedOn, days }) => [
    inLanguage(name, [say.language, ...Object.keys(name)])?.text ?? '',
    verifiedOn ?? say.text('contacts.never'),
    days === undefined ? '–' : say.number(days),
  ]);
  const head = [
    say.text('contacts.name'),
    say.text('contacts.verified'),
    say.text('contacts.days'),
  ];
  return figure('contacts', words, undefined, table(words.title, head, rows));
}

const measures = [
  'visits',
  'visitsWithoutPatient',
  'visitsWithoutDay',
  'visitsWithoutUnit',
  'unknownStatus',
  'notDue',
  'occasions',
  'occasionsElsewhere',
  'occasionsWithoutVisit',
  'occasionsWithoutResult',
  'gateNotPassed',
] as const;

export function qualityPanel({ quality, release }: Report, say: Say): Markup {
  const words = { title: say.text('quality.title'), desc: say.text('quality.desc') };
  const rows: readonly (readonly Cell[])[] = [
    [say.text('quality.rejected'), say.number(quality.rejected)],
    ...(quality.exportErrors === undefined
      ? []
      : [[say.text('quality.exportErrors'), say.number(quality.exportErrors)]]),
    ...measures.map((name) => [say.text(`quality.${name}`), shownText(quality[name], say)]),
    [say.text('quality.newest'), quality.newest ?? '–'],
    [
      say.text('quality.maskedCells'),
      say.number(release.masked.primary + release.masked.secondary),
    ],
  ];
  return figure(
    'quality',
    words,
    undefined,
    table(words.title, [say.text('quality.what'), say.text('count')], rows),
  );
}
