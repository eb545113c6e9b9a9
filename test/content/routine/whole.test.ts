import { describe, expect, test } from 'vitest';
import { optionsOf, textOf } from '../../../src/questionnaire/index.ts';
import { type Condition, type Pack, slots } from '../../../src/routine/index.ts';
import { adult, folders, packIds, packOf } from './content.ts';

type Tree = Readonly<Record<string, unknown>>;

function walk(value: unknown, visit: (node: Tree, path: string) => void, path = ''): void {
  if (Array.isArray(value)) {
    value.forEach((each, index) => {
      walk(each, visit, `${path}[${index}]`);
    });
  } else if (typeof value === 'object' && value !== null) {
    visit(value as Tree, path);
    for (const [key, each] of Object.entries(value)) walk(each, visit, `${path}.${key}`);
  }
}

function questionsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(questionsIn);
  if ('any' in condition) return condition.any.flatMap(questionsIn);
  if ('of' in condition) return condition.of.flatMap(questionsIn);
  return 'question' in condition ? [condition.question] : [];
}

function conditions(pack: Pack): readonly Condition[] {
  return [
    ...pack.results.map(({ when }) => when),
    ...pack.steps.flatMap(({ rules, alerts }) => [...rules, ...(alerts ?? [])].map((r) => r.when)),
    ...[...pack.note, ...pack.referral].flatMap(({ when }) => when ?? []),
  ];
}

/** Items somebody meets: in the gate, among the questions, in a step. */
function placed(pack: Pack): readonly string[] {
  return [
    ...pack.gate.conditions.map(({ item }) => item),
    ...Object.values(pack.gate.items),
    ...pack.questions.result,
    ...pack.questions.after,
    pack.questions.concern,
    ...pack.steps.flatMap(({ items }) => items ?? []),
  ];
}

function named(pack: Pack): readonly string[] {
  const counts = pack.steps.flatMap(({ count }) => (count ? [count] : []));
  return [
    ...placed(pack),
    ...Object.values(pack.agreement),
    ...conditions(pack).flatMap(questionsIn),
    ...counts.flatMap(({ of, beside, orAnsweredBy }) => [
      ...of,
      ...(beside ? [beside] : []),
      ...Object.values(orAnsweredBy ?? {}).flat(),
    ]),
  ];
}

const questions = adult.all.filter(({ type }) => type !== 'group');

describe.each(packIds)('%s', (id) => {
  const pack = packOf(id);

  test('says its licence in every file, and is a draft until someone has signed it', () => {
    const licences = Object.values(folders[id] ?? {}).map((file) => (file as Tree)['licence']);
    expect(new Set(licences)).toEqual(new Set(['CC0-1.0']));
    expect(pack.status === 'approved').toBe(pack.approvals.length > 0);
  });

  test('has every text in every one of its languages', () => {
    const tags = pack.languages.map(({ code }) => code).sort();
    const lacking: string[] = [];
    walk(pack, (node, path) => {
      if (!('sv' in node)) return;
      const full = tags.every((tag) => typeof node[tag] === 'string' && node[tag] !== '');
      if (!full || Object.keys(node).length !== tags.length) lacking.push(path);
    });
    expect(lacking).toEqual([]);
  });

  test('names only questions that its questionnaire has', () => {
    expect(named(pack).filter((linkId) => !adult.byLinkId.has(linkId))).toEqual([]);
    expect(pack.audiences.map(({ questionnaire }) => questionnaire)).toEqual([adult.url]);
  });

  test('gives every question of the questionnaire a place', () => {
    const places = new Set(placed(pack));
    expect(questions.map(({ linkId }) => linkId).filter((l) => !places.has(l))).toEqual([]);
  });

  test('offers the same reasons for not asking as the questionnaire', () => {
    const offered = adult.byLinkId
      .get(pack.gate.items.reason)
      ?.options.flatMap(({ value }) => (value.type === 'coding' ? [value.value.code] : []));
    expect(offered).toEqual(pack.gate.reasons.map(({ code }) => code));
  });

  test('offers only support that its directory knows', () => {
    const known = new Set(pack.services.map((service) => service.id));
    const chosen = adult.byLinkId
      .get(pack.agreement.service)
      ?.options.flatMap(({ value }) => (value.type === 'coding' ? [value.value.code ?? ''] : []));
    expect(chosen?.filter((code) => !known.has(code))).toEqual([]);
  });

  test('shows nothing about violence before the patient is alone', () => {
    const before = [
      pack.title,
      pack.gate,
      pack.cover,
      pack.say['not-asked'],
      Object.values(pack.doors).map(({ title }) => title),
      ['sv', 'en'].flatMap((tag) =>
        placed(pack)
          .filter((linkId) => linkId.startsWith('gate.'))
          .map((linkId) => textOf(adult, linkId, tag).text),
      ),
    ];
    expect(JSON.stringify(before)).not.toMatch(
      /våld|hot|rädd|misshand|övergrepp|utsatt|violen|abus|afraid|threat|harm|assault/i,
    );
  });

  test('sends only to a service with a number, and lists no slot', () => {
    const empty = slots(pack);
    expect(empty.filter(({ takesReferral }) => takesReferral)).toEqual([]);
    expect(empty.every(({ phone }) => phone === undefined)).toBe(true);
    expect(empty.length).toBeGreaterThan(0);
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
    expect(laws.length).toBeGreaterThan(5);
  });
});

describe('the Örebro region', () => {
  const pack = packOf('se-orebro');

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

  test('lets every question be skipped, with nothing chosen beforehand', () => {
    expect(questions.filter(({ required, initial }) => required || initial.length > 0)).toEqual([]);
    const chosen = questions.flatMap(({ options }) => options.filter((o) => o.initiallySelected));
    expect(chosen).toEqual([]);
  });
});
