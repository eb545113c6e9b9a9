import { type NotAskedReason, notAskedReason } from '../../routine/index.ts';
import en from './words/en.json' with { type: 'json' };
import sv from './words/sv.json' with { type: 'json' };

/** What a card says. The Swedish file is the pattern; the compiler holds the others to its keys. */
export type CardWords = typeof sv;

const all = { sv, en } satisfies Readonly<Record<string, CardWords>>;
export type CardLanguage = keyof typeof all;

const isKnown = (tag: string): tag is CardLanguage => Object.hasOwn(all, tag);

/** The first language of an Accept-Language header that we have, by its order; weights are left aside. */
export function languageOf(accept: string | undefined, fallback: CardLanguage): CardLanguage {
  if (accept === undefined) return fallback;
  for (const range of accept.slice(0, 200).split(',')) {
    const tag = range.split(';')[0]?.trim().split('-')[0]?.toLowerCase() ?? '';
    if (isKnown(tag)) return tag;
  }
  return fallback;
}

export const wordsIn = (language: CardLanguage): CardWords => all[language];

/** Reasons to put a card aside that read neutrally on a screen that others may see. */
export function overrideCodes(words: CardWords): readonly NotAskedReason[] {
  return notAskedReason.options.filter((code) => Object.hasOwn(words.override, code));
}
