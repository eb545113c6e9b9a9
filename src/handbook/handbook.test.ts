import { describe, expect, test } from 'vitest';
import { forms, packOf } from '../../test/content/routine/content.ts';
import { forAudience, inLanguage, type Pack, slots } from '../routine/index.ts';
import { HandbookError, handbook } from './index.ts';

const today = '2026-11-27';

const made = (pack: Pack, language: 'sv' | 'en', audience?: string): string =>
  handbook({
    pack,
    formOf: (canonical) => forms.get(canonical),
    language,
    today,
    sha256: () => 'hash',
    ...(audience !== undefined && { audience }),
  });

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const read = (page: string): string =>
  page.replace(/<[^>]*>/g, '\n').replace(/&[a-z#0-9]+;/g, (each) => entities[each] ?? each);

/** Every text of a routine that somebody without the app needs, in one language. */
function needed(pack: Pack, language: string): readonly string[] {
  const { gate, frame, say, steps, doors } = pack;
  const words = [
    gate.say,
    gate.otherwise,
    ...gate.conditions.map(({ text }) => text),
    ...gate.reasons.map(({ text }) => text),
    ...Object.values(frame),
    ...Object.values(say),
    ...steps.flatMap((step) => [
      step.title,
      ...(step.say ?? []),
      ...(step.tasks ?? []),
      ...step.rules.map(({ why }) => why),
      ...(step.alerts ?? []).flatMap(({ text, why }) => [text, why]),
    ]),
    ...Object.values(doors).flatMap((door) => [door.title, ...door.tasks]),
    ...pack.sources.map(({ says }) => says),
  ];
  return words.map((each) => inLanguage(each, [language, ...Object.keys(each)])?.text ?? '');
}

const lacking = (page: string, texts: readonly string[]): readonly string[] => {
  const text = read(page);
  return texts.filter((each) => !text.includes(each));
};

describe.each(['se-orebro', 'se-own-use', 'antenatal-en'])('%s on paper', (id) => {
  const whole = packOf(id);

  test.each(['sv', 'en'] as const)(
    'says in %s all that the routine says to each audience',
    (language) => {
      for (const { id: audience } of whole.audiences) {
        const flat = forAudience(whole, audience);
        if (!flat.ok) throw new Error(audience);
        const page = made(whole, language, audience);
        expect(lacking(page, needed(flat.pack, language)), audience).toEqual([]);
      }
      const all = made(whole, language);
      for (const { id: audience } of whole.audiences) {
        const flat = forAudience(whole, audience);
        if (flat.ok) expect(lacking(all, needed(flat.pack, language)), audience).toEqual([]);
      }
    },
  );

  test('is marked as a draft, has no script and reaches for nothing', () => {
    const page = made(whole, 'sv');
    expect(page).toContain('class="draft"');
    expect(page).not.toMatch(/<script|<link|\ssrc=|url\(|@import|https?:\/\/(?!www\.w3\.org)/i);
  });

  test('shows a number only with the day of its evidence, and none that nobody has filled in', () => {
    const rows =
      made(whole, 'sv')
        .match(/<tr>.*?<\/tr>/gs)
        ?.slice(1) ?? [];
    const phones = whole.services.filter(({ phone }) => phone);
    expect(rows).toHaveLength(phones.length);
    for (const { phone = '', verifiedOn } of phones) {
      const row = rows.find((each) => each.includes(`>${phone}<`)) ?? '';
      expect(row).toContain(verifiedOn ?? 'utan datum');
    }
    expect(slots(whole).filter(({ phone }) => phone)).toEqual([]);
  });

  test('shows no paragraph that no jurist has signed', () => {
    const page = made(whole, 'sv');
    for (const { paragraph, verifiedBy } of whole.sources) {
      if (paragraph && !verifiedBy) expect(page).not.toContain(paragraph);
    }
  });
});

describe('the handbook', () => {
  const orebro = packOf('se-orebro');

  test('every anchor leads somewhere, and no two things have one name', () => {
    const page = made(orebro, 'sv');
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, name = '']) => name);
    expect(ids.filter((name, index) => ids.indexOf(name) !== index)).toEqual([]);
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, name = '']) => name);
    expect(targets.filter((name) => !ids.includes(name))).toEqual([]);
  });

  test('the picture of the flow is told in words', () => {
    const page = made(orebro, 'en', 'adult-dental');
    const [, description = ''] = /<desc[^>]*>([^<]*)/.exec(page) ?? [];
    expect(description).toContain('A yes to at least one question: The body now, Safe to leave');
    expect(description).toContain('no question is put: A new occasion');
    expect(page).toContain('Begin with question 1, 3');
  });

  test('an audience that differs says only how', () => {
    const page = made(orebro, 'sv');
    const chapter = page.slice(
      page.indexOf('id="psychiatry"'),
      page.indexOf('id="psychiatry-young"'),
    );
    expect(chapter).toContain('Som Vuxna i primärvården, utom det här:');
    expect(chapter).toContain('id="psychiatry-step-leave"');
    expect(chapter).not.toContain('id="psychiatry-step-danger"');
  });

  test('words from a routine are text, never markup', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const page = made({ ...orebro, title: { sv: evil }, owner: evil }, 'en');
    expect(page).not.toContain('<img');
    expect(page).toContain('<h1 lang="sv">&lt;img');
  });

  test('an audience that is not there is refused by name', () => {
    expect(() => made(orebro, 'sv', 'dentists')).toThrow(
      new HandbookError('no-audience', 'dentists'),
    );
  });
});
