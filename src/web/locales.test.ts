import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Tree = { readonly [key: string]: string | Tree };

const read = (file: string): Tree => JSON.parse(readFileSync(`locales/${file}`, 'utf8'));

function flat(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`),
  );
}

const plural = /_(zero|one|two|few|many|other)$/;
const stem = (key: string): string => key.replace(plural, '');
const placeholders = (text: string): string =>
  [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort().join(' ');

const files = readdirSync('locales').filter((file) => file.endsWith('.json'));
const model = flat(read('sv.json'));
const wanted = [...new Set(model.map(([key]) => stem(key)))].sort();

describe.each(files)('the words in %s', (file) => {
  const language = file.replace('.json', '');
  const texts = flat(read(file));

  test('are as many as in Swedish, and none is empty', () => {
    expect([...new Set(texts.map(([key]) => stem(key)))].sort()).toEqual(wanted);
    expect(texts.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('say which way they are written', () => {
    expect(['ltr', 'rtl']).toContain(new Map(texts).get('direction'));
  });

  test('have every plural form of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const counted = new Set(texts.filter(([key]) => plural.test(key)).map(([key]) => stem(key)));
    const keys = new Set(texts.map(([key]) => key));
    const missing = [...counted].flatMap((key) =>
      pluralCategories.map((form) => `${key}_${form}`).filter((each) => !keys.has(each)),
    );
    expect(missing).toEqual([]);
  });

  test('fill in the same things as in Swedish', () => {
    const own = new Map(model.map(([key, text]) => [stem(key), placeholders(text)]));
    const others = texts.filter(
      ([key, text]) => !/_(zero|one|two)$/.test(key) && placeholders(text) !== own.get(stem(key)),
    );
    expect(others).toEqual([]);
  });

  test('say of being signed out only that: what was written before may stand', () => {
    const said = new Map(texts);
    expect(said.get('signedOut')).toContain(said.get('delivery.why.signed-out'));
  });

  test('name no subject where someone may look over a shoulder', () => {
    const shown = texts.filter(([key]) =>
      /^(gate|cover|notAsked|faults|identity|title)\b/.test(key),
    );
    expect(shown.filter(([, text]) => /våld|hot|rädd|violen|threat|abus/i.test(text))).toEqual([]);
  });
});
