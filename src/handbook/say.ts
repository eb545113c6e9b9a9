import { type Attributes, el, filledIn, type Markup } from '../markup/index.ts';
import { inLanguage, type Words } from '../routine/index.ts';
import en from './words/en.json' with { type: 'json' };
import sv from './words/sv.json' with { type: 'json' };

const languages = { sv, en } satisfies Readonly<
  Record<string, Readonly<Record<keyof typeof sv, string>>>
>;

export type HandbookLanguage = keyof typeof languages;
export const handbookLanguages: readonly string[] = Object.keys(languages);
export const isHandbookLanguage = (tag: string): tag is HandbookLanguage =>
  Object.hasOwn(languages, tag);

export type WordKey = keyof typeof sv;
type Values = Readonly<Record<string, string | number>>;

/** The handbook's own words, and the routine's, in one language. */
export type Say = {
  readonly language: HandbookLanguage;
  readonly text: (key: WordKey, values?: Values) => string;
  readonly plain: (words: Words) => string;
  /** Words of the routine as an element, marked with their language when they exist only in another. */
  readonly told: (name: string, words: Words, attributes?: Attributes) => Markup;
};

export function sayIn(language: HandbookLanguage): Say {
  const own = languages[language];
  const find = (words: Words): { readonly text: string; readonly language: string } =>
    inLanguage(words, [language, ...Object.keys(words)]) ?? { text: '', language };
  return {
    language,
    text: (key, values = {}) => filledIn(own[key], values),
    plain: (words) => find(words).text,
    told: (name, words, attributes = {}) => {
      const found = find(words);
      const lang = found.language === language ? undefined : found.language;
      return el(name, { ...attributes, lang }, found.text);
    },
  };
}
