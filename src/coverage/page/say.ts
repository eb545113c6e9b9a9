import { filledIn } from '../../markup/index.ts';
import en from './words/en.json' with { type: 'json' };
import sv from './words/sv.json' with { type: 'json' };

export type PageLanguage = 'sv' | 'en';
export type WordKey = keyof typeof sv;

/** Words and numbers in one language. */
export type Say = {
  readonly language: PageLanguage;
  readonly text: (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  /** A word whose key is made of a code; the code itself where there is no such word. */
  readonly coded: (prefix: string, code: string) => string;
};

const languages: Readonly<Record<PageLanguage, Readonly<Record<string, string>>>> = { sv, en };

export function sayIn(language: PageLanguage): Say {
  const words = languages[language];
  const count = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  return {
    language,
    text: (key, values = {}) => filledIn(words[key] ?? key, values),
    number: (value) => count.format(value),
    percent: (value) => share.format(value),
    coded: (prefix, code) => words[`${prefix}.${code}`] ?? code,
  };
}
