import en from './words/en.json' with { type: 'json' };
import sv from './words/sv.json' with { type: 'json' };

/** What is said of a difference. The Swedish file is the pattern; the compiler holds the others to its keys. */
export type DiffWords = typeof sv;

export const diffWords = { sv, en } satisfies Readonly<Record<string, DiffWords>>;
export type DiffLanguage = keyof typeof diffWords;

export const isDiffLanguage = (tag: unknown): tag is DiffLanguage =>
  typeof tag === 'string' && Object.hasOwn(diffWords, tag);

/** `{name}` and the like filled in; what has no value stands as it is. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
