import { readFileSync } from 'node:fs';

const words = (language: string): unknown =>
  JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'));

/** A text of the interface by its key, as the person in the journey reads it. */
export function said(language: 'sv' | 'en', key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], words(language));
  if (typeof found !== 'string') throw new Error(`No words for ${key} in ${language}`);
  return found;
}
