import i18next, { type ParseKeys, type TOptions } from 'i18next';
import type sv from '../../locales/sv.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof sv };
  }
}

/** A key of locales/*.json; a wrong one does not compile. */
export type WordKey = ParseKeys;

const files = import.meta.glob<typeof sv>('../../locales/*.json', { import: 'default' });

const load = new Map(
  Object.entries(files).map(([path, read]) => [path.replace(/^.*\/|\.json$/g, ''), read]),
);

/** The languages the interface has words for, as BCP 47 tags. */
export const wordLanguages: readonly string[] = [...load.keys()];

const interpolation = { escapeValue: false };
const words = i18next.createInstance();

/** Fetches a language and makes it the one spoken. Gives the direction it is written in. */
export async function speak(language: string): Promise<'ltr' | 'rtl'> {
  const translation = await load.get(language)?.();
  if (translation === undefined) throw new Error(`no words in ${language}`);
  if (!words.isInitialized) {
    await words.init({ lng: language, interpolation, resources: {} });
  }
  words.addResourceBundle(language, 'translation', translation);
  await words.changeLanguage(language);
  return translation.direction === 'rtl' ? 'rtl' : 'ltr';
}

export function translate(key: WordKey, options?: TOptions): string {
  return words.t(key, options ?? {});
}
