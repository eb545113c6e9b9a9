import * as z from 'zod/mini';

/** One text in the languages it exists in: `{ "sv": "…", "en": "…" }`. Keys are BCP 47 tags. */
export const words = z.record(
  z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)),
  z.string(),
);
export type Words = Readonly<z.infer<typeof words>>;

/** Calendar day, `2026-11-22`. */
export const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** Name of a thing inside a pack: letters, digits, `-` and `.`. */
export const name = z.string().check(z.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/));

/** The text in the first of those languages that has it, and which one that was; undefined when none has. */
export function inLanguage(
  text: Words,
  languages: readonly string[],
): { readonly text: string; readonly language: string } | undefined {
  for (const language of languages) {
    const found = Object.hasOwn(text, language) ? text[language] : undefined;
    if (found) return { text: found, language };
  }
  return undefined;
}
