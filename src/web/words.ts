import i18next, { type ParseKeys, type TOptions as WordOptions } from 'i18next';
import * as z from 'zod/mini';
import type alone from '../../locales/alone/sv.json';
import type sv from '../../locales/sv.json';
import { fetchJson } from './content/fetch-json.ts';
import { ContentError } from './fault.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof sv & typeof alone };
  }
}

/** A key of locales/*.json; a wrong one does not compile. */
export type WordKey = ParseKeys;
export type { WordOptions };

const files = import.meta.glob<string>('../../locales/*.json', {
  query: '?url',
  import: 'default',
  eager: true,
});

const nameOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '');

const addresses = new Map(Object.entries(files).map(([path, address]) => [nameOf(path), address]));

/** The languages the interface has words for, as BCP 47 tags. */
export const wordLanguages: readonly string[] = [...addresses.keys()];

/** Each file says which way it is written; that every file has every key is shown by a test. */
const wordFile = z.looseObject({ direction: z.enum(['ltr', 'rtl']) });
type WordFile = z.infer<typeof wordFile>;

const interpolation = { escapeValue: false };
const words = i18next.createInstance();
const fetched = new Map<string, Promise<WordFile>>();
const more = new Map<string, string>();

/** A page of its own has words of its own, in these files by language; they come with each language from now on. */
export function alsoWords(files: Readonly<Record<string, string>>): void {
  for (const [path, address] of Object.entries(files)) more.set(nameOf(path), address);
}

async function fetchWords(language: string): Promise<WordFile> {
  const address = addresses.get(language);
  const parsed = wordFile.safeParse(address && (await fetchJson(address)));
  if (!parsed.success) throw new ContentError('content-invalid', language, parsed.error);
  if (!words.isInitialized) await words.init({ lng: language, interpolation, resources: {} });
  words.addResourceBundle(language, 'translation', parsed.data);
  const own = more.get(language) ?? more.get('en');
  if (own !== undefined)
    words.addResourceBundle(language, 'translation', await fetchJson(own), true);
  return parsed.data;
}

/** Begins to fetch a language, or gives the one already fetched. */
export function wordsIn(language: string): Promise<WordFile> {
  const known = fetched.get(language) ?? fetchWords(language);
  fetched.set(language, known);
  return known;
}

/** Makes a language the one spoken. Gives the direction it is written in. */
export async function speak(language: string): Promise<WordFile['direction']> {
  const { direction } = await wordsIn(language);
  await words.changeLanguage(language);
  return direction;
}

export function translate(key: WordKey, options?: WordOptions): string {
  return words.t(key, options ?? {});
}
