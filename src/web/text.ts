import { inLanguage, type Pack, type Words } from '../routine/index.ts';
import type { WordKey, WordOptions } from './dictionary.ts';
import { language } from './state.ts';
import { translate } from './words.ts';

/** The interface's words in the language spoken now. Reads the signal, so that a switch draws anew. */
export function t(key: WordKey, options?: WordOptions): string {
  return language.value === '' ? '' : translate(key, options);
}

export type Wording = { readonly text: string; readonly lang?: string };

/**
 * Clinical words of the pack. Where the language spoken has none, the pack's own, with `lang` set so that it
 * is read aloud as what it is.
 */
export function wording(pack: Pack, words: Words): Wording {
  const spoken = language.value;
  const own = pack.languages.map((each) => each.code);
  const found = inLanguage(words, [spoken, ...own]);
  if (found === undefined) return { text: '' };
  return found.language === spoken
    ? { text: found.text }
    : { text: found.text, lang: found.language };
}
