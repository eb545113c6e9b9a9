import type { Pack, Words } from '../../routine/index.ts';

/** One text of a pack and its place: `steps.body.alerts.body.neck.text`. */
export type Placed = { readonly path: string; readonly words: Words };

const tag = /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/;

function isWords(value: object, languages: readonly string[]): value is Words {
  const entries = Object.entries(value);
  return (
    entries.some(([key]) => languages.includes(key)) &&
    entries.every(([key, text]) => tag.test(key) && typeof text === 'string')
  );
}

function nameOf(value: unknown, index: number): string {
  if (typeof value === 'object' && value !== null) {
    for (const key of ['id', 'code', 'item'] as const) {
      const name: unknown = Reflect.get(value, key);
      if (typeof name === 'string') return `.${name}`;
    }
  }
  return `[${index}]`;
}

function within(value: unknown, path: string, languages: readonly string[]): readonly Placed[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => within(each, `${path}${nameOf(each, index)}`, languages));
  }
  if (typeof value !== 'object' || value === null) return [];
  if (isWords(value, languages)) return [{ path, words: value }];
  return Object.entries(value).flatMap(([key, each]) =>
    within(each, path === '' ? key : `${path}.${key}`, languages),
  );
}

/** Every text of a pack, with its place by name. */
export function wordsIn(pack: Pack, part: unknown = pack, path = ''): readonly Placed[] {
  return within(
    part,
    path,
    pack.languages.map(({ code }) => code),
  );
}
