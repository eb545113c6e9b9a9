import { describe, expect, test } from 'vitest';
import { isQuestion, optionsOf, textOf } from '../../../src/questionnaire/index.ts';
import { openAt, resultQualifier, slots } from '../../../src/routine/index.ts';
import { adult, folders, forms, met, packIds, packOf } from './content.ts';

describe.each(packIds)('%s', (id) => {
  const pack = packOf(id);

  test('says its licence in every file, and is a draft until someone has signed it', () => {
    const licences = Object.values(folders[id] ?? {}).map(
      (file) => (file as Readonly<Record<string, unknown>>)['licence'],
    );
    expect(new Set(licences)).toEqual(new Set([pack.licence]));
    expect(pack.status === 'approved').toBe(pack.approvals.length > 0);
  });

  test.each(pack.audiences.map((audience) => [audience.id, audience] as const))(
    'gives every question a place: %s',
    (_, audience) => {
      const flat = met(pack, audience);
      const { gate, questions, steps } = flat.pack;
      const places = new Set([
        ...gate.conditions.map(({ item }) => item),
        ...Object.values(gate.items),
        ...questions.result,
        ...questions.after,
        questions.concern,
        ...steps.flatMap(({ items }) => items ?? []),
      ]);
      const asked = flat.form.all.filter(isQuestion).map(({ linkId }) => linkId);
      expect(asked.filter((linkId) => !places.has(linkId))).toEqual([]);
    },
  );

  test('gives only qualifiers that a stored record knows', () => {
    const given = pack.results.flatMap(({ qualifier }) => qualifier ?? []);
    expect(given.filter((each) => !resultQualifier.safeParse(each).success)).toEqual([]);
  });

  test('sends only to a service with a number, and lists no slot', () => {
    const empty = slots(pack);
    expect(empty.filter(({ takesReferral }) => takesReferral)).toEqual([]);
    expect(empty.every(({ phone }) => phone === undefined)).toBe(true);
  });

  test('lets no number pass as fresh without the day of its evidence', () => {
    for (const service of pack.services.filter(({ phone }) => phone)) {
      const evidence = [service.source, service.note].filter(Boolean);
      expect(evidence, service.id).not.toEqual([]);
    }
  });

  test('shows no paragraph of law that nobody has signed', () => {
    const laws = pack.sources.filter(({ kind }) => kind === 'law');
    expect(laws.filter(({ verifiedBy, verifiedOn }) => verifiedBy || verifiedOn)).toEqual([]);
  });
});

describe('the Örebro region', () => {
  const pack = packOf('se-orebro');

  test('has somebody to call at three on a Sunday morning', () => {
    const night = { date: '2026-11-22', weekday: 7, time: '03:00' };
    const open = pack.services.filter(({ phone, hours }) => phone && openAt(hours, night) === true);
    expect(open.flatMap(({ roles }) => roles)).toEqual(
      expect.arrayContaining(['emergency', 'support']),
    );
  });

  test('has its twelve municipalities', () => {
    expect(pack.municipalities.map(({ code }) => code)).toEqual(
      '1814 1860 1861 1862 1863 1864 1880 1881 1882 1883 1884 1885'.split(' '),
    );
  });

  test('has no local number until the region gives one', () => {
    const local = pack.services.filter(({ id }) => id.startsWith('orebro.') || id.includes('.18'));
    expect(local.filter(({ phone }) => phone)).toEqual([]);
    expect(local).toHaveLength(13 + 4 * 12);
  });
});

describe('the adult questionnaire', () => {
  test('has every text and every option in Swedish and English', () => {
    for (const { linkId } of adult.all) {
      for (const tag of ['sv', 'en']) {
        expect(textOf(adult, linkId, tag), linkId).toMatchObject({ language: tag });
        const options = optionsOf(adult, linkId, tag);
        expect(new Set(options.map(({ language }) => language)).size).toBeLessThan(2);
        for (const option of options) expect(option, linkId).toMatchObject({ language: tag });
      }
    }
  });

  test('makes observations of the seven questions and of nothing else', () => {
    const extracted = adult.all.filter(({ observationExtract }) => observationExtract);
    expect(extracted.map(({ linkId }) => linkId)).toEqual(packOf('se').questions.result);
  });
});

test.each([...forms.keys()])('%s lets every question be skipped, with nothing chosen', (url) => {
  const questions = forms.get(url)?.all.filter(isQuestion) ?? [];
  expect(questions.filter(({ required, initial }) => required || initial.length > 0)).toEqual([]);
  const chosen = questions.flatMap(({ options }) => options.filter((o) => o.initiallySelected));
  expect(chosen).toEqual([]);
});
