import type { Poison } from './poison.ts';

/** Whether the string at this place is words for people; `path` has `[]` for every place in a list. */
type IsWords = (path: string, key: string) => boolean;

/** The same data with poison in every text for people; codes, ids and addresses stay as they are. */
function poisoned(value: unknown, name: string, { into }: Poison, isWords: IsWords): unknown {
  const walk = (at: unknown, path: string, key: string): unknown => {
    if (typeof at === 'string') return isWords(path, key) ? into(path, at) : at;
    if (Array.isArray(at)) return at.map((each) => walk(each, `${path}[]`, key));
    if (typeof at !== 'object' || at === null) return at;
    return Object.fromEntries(
      Object.entries(at).map(([inner, each]) => [
        inner,
        walk(each, /^(sv|en)$/.test(inner) ? path : `${path}.${inner}`, inner),
      ]),
    );
  };
  return walk(value, name, '');
}

const own =
  /\.(owner|licence|phone|paragraph|citation)$|municipalities\[\]\.name$|\.approvals\[\]\.by$/;
const inQuestionnaire =
  /^(text|title|display|prefix|valueString|valueMarkdown|description|copyright)$/;

export const poisonedPack = (pack: unknown, poison: Poison): unknown =>
  poisoned(pack, 'pack', poison, (path, key) => /^(sv|en)$/.test(key) || own.test(path));

export const poisonedQuestionnaire = (form: unknown, poison: Poison): unknown =>
  poisoned(form, 'questionnaire', poison, (_, key) => inQuestionnaire.test(key));

export const poisonedLocale = (words: unknown, poison: Poison): unknown =>
  poisoned(words, 'locale', poison, (_, key) => key !== 'direction');

export const poisonedSite = (site: unknown, poison: Poison): unknown =>
  poisoned(site, 'site', poison, (_, key) => /^(name|where|testedBy|staffHelp)$/.test(key));

export const poisonedCards = (answer: unknown, poison: Poison): unknown =>
  poisoned(answer, 'cds', poison, (_, key) => /^(detail|label|display|appContext)$/.test(key));

export const poisonedResource = (resource: unknown, name: string, poison: Poison): unknown =>
  poisoned(resource, name, poison, (_, key) =>
    /^(text|given|family|value|line|city|display|description|diagnostics|valueString)$/.test(key),
  );
