import { readFileSync } from 'node:fs';
import { dictionary, type WordKey } from '../../../src/web/dictionary.ts';
import type { Target } from './fuzz.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The keys of a file of words, as the app asks for them. */
function keysIn(file: unknown, path = ''): readonly string[] {
  if (typeof file !== 'object' || file === null) return [path];
  return Object.entries(file).flatMap(([key, below]) =>
    keysIn(below, path === '' ? key : `${path}.${key}`),
  );
}

const wordsToAsk = keysIn(read('locales/en.json'));

/** Texts that would fetch each other, each two of the one before. */
const growing = Object.fromEntries(
  Array.from({ length: 20 }, (_each, at) => [
    `grow${at}`,
    `$t(growing.grow${at - 1}) $t(growing.grow${at - 1})`,
  ]),
);

/** Whatever a file of words says, each word that is asked for comes as a text, and none grows. */
async function spoken(file: unknown): Promise<boolean> {
  const words = dictionary();
  if (!words.learn('sv', file).success) return false;
  await words.turnTo('sv');
  for (const key of [...wordsToAsk, ...keysIn(file)]) {
    const said: unknown = words.say(key as WordKey, { count: 2, name: '$t(title)' });
    if (typeof said !== 'string' || said.length > 50_000) throw new Error(`no text: ${key}`);
  }
  return true;
}

/** What a translator writes. */
export const wordTargets: readonly Target[] = [
  {
    name: 'file of words',
    share: 0.6,
    seeds: [{ ...(read('locales/sv.json') as object), growing }, read('locales/ti.json')],
    parse: spoken,
  },
];
