import { type Element, extension } from '../fhir/index.ts';
import type { Pack, Words } from '../routine/index.ts';

/** The language that the routine is written in; the others stand beside it as translations. */
export const mainLanguage = ({ languages }: Pack): string => languages[0]?.code ?? 'en';

type Said<Key extends string> = { [K in Key]: string } & { [K in `_${Key}`]?: Element };

/** A text as an element of that name, with its translations (the FHIR `translation` extension). */
export function said<Key extends string>(pack: Pack, key: Key, words: Words): Said<Key> {
  const main = mainLanguage(pack);
  const others = pack.languages.flatMap(({ code }) => {
    const text = words[code];
    return code === main || text === undefined ? [] : [{ code, text }];
  });
  const translations = others.map(({ code, text }) => ({
    url: extension.translation,
    extension: [
      { url: 'lang', valueCode: code },
      { url: 'content', valueString: text },
    ],
  }));
  return {
    [key]: words[main] ?? Object.values(words)[0] ?? '',
    ...(translations.length > 0 && { [`_${key}`]: { extension: translations } }),
  } as Said<Key>;
}

/** Several texts as one paragraph each, in every language. */
export function paragraphs(pack: Pack, texts: readonly Words[]): Words {
  const each = pack.languages.map(({ code }) => [
    code,
    texts
      .flatMap((words) => words[code] ?? [])
      .map((text) => `- ${text}`)
      .join('\n'),
  ]);
  return Object.fromEntries(each);
}
