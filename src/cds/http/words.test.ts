import { expect, test } from 'vitest';
import { booking, bundle, call, finding, panel, prefetched } from '../../../test/cds/chart.ts';
import { chartCode, unit } from '../../../test/cds/unit.ts';

/** Stems that would tell somebody who reads over a shoulder what the questions are about. */
const telling = [
  'våld',
  'violen',
  'övergrepp',
  'abuse',
  'misshand',
  'batter',
  'hot',
  'threat',
  'rädd',
  'afraid',
  'fear',
  'partner',
  'make',
  'husband',
  'wife',
  'sambo',
  'närstående',
  'anhörig',
  'relative',
  'familj',
  'family',
  'utsatt',
  'expos',
  'victim',
  'offer',
  'förövare',
  'perpet',
  'skydd',
  'protect',
  'safe',
  'trygg',
  'säker',
  'risk',
  'danger',
  'fara',
  'score',
  'poäng',
  'resultat',
  'result',
  'positiv',
  'negativ',
  'declin',
  'avböj',
  'senast',
  'last time',
  'tidigare',
  'earlier',
  'history',
  'gravid',
  'pregnan',
  'skada',
  'injur',
  'tecken',
  'polis',
  'police',
  'socialtjänst',
  'social service',
  'orosanmäl',
  'sex',
  'screen',
  'ipv',
  'heder',
  'honour',
];

async function shown(language: string, prefetch: object): Promise<string> {
  const here = unit();
  const headers = { 'accept-language': language };
  const listed = (await (await here.get('/cds-services', headers)).json()) as {
    services: { title: string; description: string; id: string }[];
  };
  const answers = await Promise.all([
    here.ask('patient-view', call({ prefetch }), headers),
    here.ask('appointment-book', booking(), headers),
  ]);
  const cards = (await Promise.all(answers.map((each) => each.json()))) as {
    cards: {
      summary: string;
      detail: string;
      source: { label: string };
      links: { label: string }[];
      overrideReasons: { display: string }[];
    }[];
  }[];
  return [
    ...listed.services.flatMap(({ title, description, id }) => [title, description, id]),
    ...cards.flatMap(({ cards: list }) =>
      list.flatMap(({ summary, detail, source, links, overrideReasons }) => [
        summary,
        detail,
        source.label,
        ...links.map(({ label }) => label),
        ...overrideReasons.map(({ display }) => display),
      ]),
    ),
  ]
    .join('\n')
    .toLowerCase();
}

const histories = {
  'nobody has asked': prefetched,
  'pregnant, asked before': {
    ...prefetched,
    occasions: bundle(panel('2026-05-01', 'positive')),
    findings: bundle(finding('pregnant', '2026-08-01')),
  },
  'an injury': {
    ...prefetched,
    occasions: bundle(panel('2026-05-01', 'declined')),
    findings: bundle(finding('injury', '2026-11-20')),
  },
};

test.each(
  ['sv', 'en'].flatMap((language) =>
    Object.entries(histories).map(([name, prefetch]) => [language, name, prefetch] as const),
  ),
)('whoever reads over the shoulder learns nothing (%s, %s)', async (language, _, prefetch) => {
  const text = await shown(language, prefetch);
  expect(text).toContain(language === 'sv' ? 'hälsofrågor' : 'health questions');
  const words = text.split(/[^\p{L}]+/u);
  expect(words.filter((word) => telling.some((stem) => word.startsWith(stem)))).toEqual([]);
  expect(text).not.toContain(chartCode('injury').system);
});
