import { fetchJson } from './content/fetch-json.ts';
import { type Direction, dictionary } from './dictionary.ts';
import { ContentError } from './fault.ts';

const files = import.meta.glob<string>('../../locales/*.json', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** A file's language is its name. */
const byLanguage = (files: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(files).map(([path, address]) => [path.replace(/^.*\/|\.json$/g, ''), address]),
  );

const addresses = byLanguage(files);

/** The languages the interface has words for, as BCP 47 tags. */
export const wordLanguages: readonly string[] = [...addresses.keys()];

const words = dictionary();
const fetched = new Map<string, Promise<Direction>>();
let more = byLanguage({});

/** A page of its own has words of its own, in these files; they come with each language from now on. */
export function alsoWords(files: Readonly<Record<string, string>>): void {
  more = byLanguage(files);
}

async function learn(language: string, address: string | undefined): Promise<Direction> {
  const learned = words.learn(language, address && (await fetchJson(address)));
  if (learned.success) return learned.data.direction;
  throw new ContentError('content-invalid', language, learned.error);
}

async function fetchWords(language: string): Promise<Direction> {
  const direction = await learn(language, addresses.get(language));
  const own = more.get(language) ?? more.get('en');
  if (own !== undefined) await learn(language, own);
  return direction;
}

/** Begins to fetch a language, or gives the one already fetched. */
export function wordsIn(language: string): Promise<Direction> {
  const known = fetched.get(language) ?? fetchWords(language);
  fetched.set(language, known);
  return known;
}

/** Makes a language the one spoken. Gives the direction it is written in. */
export async function speak(language: string): Promise<Direction> {
  const direction = await wordsIn(language);
  await words.turnTo(language);
  return direction;
}

export const translate = words.say;
