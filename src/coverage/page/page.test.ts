import { describe, expect, test } from 'vitest';
import { orebro, period } from '../../../test/coverage/orebro.ts';
import { readChanges } from '../changes.ts';
import type { Figure } from '../measure/figures.ts';
import { draftRelease, suppress, timesOf } from '../release/index.ts';
import type { Report } from '../report.ts';
import { coveragePage } from './index.ts';
import { sayIn } from './say.ts';
import en from './words/en.json' with { type: 'json' };
import sv from './words/sv.json' with { type: 'json' };

const evil = '<script>alert(1)</script>"onload="x';
const bare = { category: '', detail: 0 };

/** One clinic with an evil name; 60 visits, 40 asked, and of those few enough said yes to be masked. */
const figures: readonly Figure[] = [
  { ...bare, release: 'unit-month', place: 1, bucket: 202603, state: 2, n: 36 },
  { ...bare, release: 'unit-month', place: 1, bucket: 202603, state: 1, n: 4 },
  { ...bare, release: 'unit-month', place: 1, bucket: 202603, state: 4, n: 20 },
  { ...bare, release: 'region-month', place: 0, bucket: 202603, state: 2, detail: 9, n: 36 },
  { ...bare, release: 'region-month', place: 0, bucket: 202603, state: 1, detail: 2, n: 4 },
  { ...bare, release: 'reason', place: 0, bucket: 0, state: 4, detail: 1, n: 17 },
  { ...bare, release: 'reason', place: 0, bucket: 0, state: 4, detail: 3, n: 3 },
];

function report(): Report {
  const places = {
    units: [{ no: 1, id: 'u', name: evil, setting: 'primary-care', region: 0 }],
    regions: [{ no: 0, id: '', name: 'Påhittad region' }],
  };
  const times = timesOf(period, 'month');
  return {
    pack: orebro(),
    period,
    created: '2026-12-31',
    grain: 'month',
    times,
    places,
    release: suppress(draftRelease({ figures, places, times }), 10),
    quality: {
      rejected: 7,
      visits: 60,
      visitsWithoutPatient: 0,
      visitsWithoutDay: 0,
      visitsWithoutUnit: 'masked',
      unknownStatus: 0,
      occasions: 60,
      occasionsElsewhere: 0,
      occasionsWithoutVisit: 0,
      occasionsWithoutResult: 0,
      gateNotPassed: 0,
      notDue: 0,
    },
    contacts: [],
    engine: 'test',
  };
}

describe.each(['sv', 'en'] as const)('the page in %s', (language) => {
  const page = coveragePage(report(), language);

  test('works without a script and fetches nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|https?:\/\/(?!www\.w3\.org)/);
    expect(page).toContain('default-src &#39;none&#39;');
  });

  test('a clinic cannot put markup in it by its name', () => {
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('"onload="');
  });

  test('every picture is read aloud with a title and a description that are there', () => {
    const pictures = [...page.matchAll(/<svg [^>]*aria-labelledby="(\S+) (\S+)"/g)];
    expect(pictures.length).toBeGreaterThan(6);
    for (const [, title, desc] of pictures) {
      expect(page).toContain(`<title id="${title}">`);
      expect(page).toContain(`<desc id="${desc}">`);
    }
    expect(page.match(/<svg /g)?.length).toBe(pictures.length);
  });

  test('no id stands twice, and no sentence is missing', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page).not.toMatch(/\{\w+\}|undefined|NaN/);
  });

  test('a masked number has a word and no bar', () => {
    const cascade = page.slice(page.indexOf('id="cascade"'), page.indexOf('id="years"'));
    expect(cascade.match(/class="bar"/g)).toHaveLength(2);
    expect(cascade).toContain(sayIn(language).text('masked'));
    expect(cascade).not.toMatch(/>4</);
  });

  test('how many lines were left out is said', () => {
    expect(page).toContain('<td>7</td>');
  });
});

test('both languages have the same words', () => {
  expect(Object.keys(en)).toEqual(Object.keys(sv));
  for (const key of Object.keys(sv) as (keyof typeof sv)[]) {
    const holes = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();
    expect(holes(en[key]), key).toEqual(holes(sv[key]));
  }
});

describe('what a clinic changed', () => {
  const changed = (unit: string): string => {
    const change = { day: '2026-03-10', text: 'Eget rum <b>', unit };
    return coveragePage({ ...report(), changes: [change] }, 'sv');
  };

  test('stands as a numbered line in its chart, and below it in words', () => {
    expect(changed('u')).toContain('class="change"');
    expect(changed('u')).toContain('<li>2026-03-10: Eget rum &lt;b&gt;</li>');
  });

  test('stands in no chart of another clinic', () => {
    expect(changed('another')).not.toContain('Eget rum');
  });

  test.each([
    ['without a day', [{ text: 'x' }]],
    ['on a day that is none', [{ day: '2026-02-30', text: 'x' }]],
    ['at more length than a line', [{ day: '2026-02-03', text: 'x'.repeat(81) }]],
  ])('%s is refused', (_, list) => {
    expect(() => readChanges(list)).toThrow();
  });
});
