import i18next, { type ParseKeys, type TOptions as WordOptions } from 'i18next';
import * as z from 'zod/mini';
import type alone from '../../locales/alone/sv.json';
import type sv from '../../locales/sv.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof sv & typeof alone };
  }
}

/** A key of locales/*.json; a wrong one does not compile. */
export type WordKey = ParseKeys;
export type { WordOptions };

/** Words under their keys, or more of the same below. */
const under = <Below extends z.ZodMiniType>(below: Below) =>
  z.union([z.string(), z.record(z.string(), below)]);

/** A file of locales/: which way it is written, and text. That every file has every key is shown by a test. */
const wordFile = z.catchall(
  z.object({ direction: z.enum(['ltr', 'rtl']) }),
  under(under(z.string())),
);
type WordFile = z.infer<typeof wordFile>;
export type Direction = WordFile['direction'];

/** What the interface can say, in the languages it has learned. */
export function dictionary() {
  const words = i18next.createInstance({ interpolation: { escapeValue: false }, resources: {} });
  // Nothing to fetch: it is ready when this comes back.
  void words.init();
  return {
    /** Learns the words of a file beside those it has for the language, or says why it is no such file. */
    learn: (language: string, file: unknown): z.core.util.SafeParseResult<WordFile> => {
      const parsed = wordFile.safeParse(file);
      if (parsed.success) words.addResourceBundle(language, 'translation', parsed.data, true);
      return parsed;
    },
    turnTo: (language: string): Promise<unknown> => words.changeLanguage(language),
    /** What a text says stands as it is: no text fetches another, so that none can grow without end. */
    say: (key: WordKey, options?: WordOptions): string => words.t(key, { ...options, nest: false }),
  };
}
