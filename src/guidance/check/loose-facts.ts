import type { Pack } from '../../routine/index.ts';
import type { Finding, FindingCode } from './finding.ts';
import { wordsIn } from './words-in.ts';

/** A paragraph of law: shown only from a row that a jurist has signed. */
const paragraph = /§|\b\d+ kap\b/;

/** A phone number of six digits or more: it stands in the directory alone, with the day of its evidence. */
const number = /(?<!\d)(?:\+?\d[ -]?){6,}(?!\d)/;

const kinds: readonly { readonly code: FindingCode; readonly found: RegExp }[] = [
  { code: 'paragraph-in-text', found: paragraph },
  { code: 'number-in-text', found: number },
];

/**
 * Facts that go out of date stand where their evidence is: no paragraph and no phone number in a text that nobody
 * signs and no day follows.
 */
export function looseFacts(pack: Pack): readonly Finding[] {
  // A line may be called by its number.
  const { services: _, ...texts } = pack;
  return wordsIn(pack, texts).flatMap(({ path, words }) =>
    kinds.flatMap(({ code, found }): readonly Finding[] => {
      const said = Object.values(words).find((text) => found.test(text));
      if (said === undefined) return [];
      const [match = ''] = found.exec(said) ?? [];
      return [{ code, weight: 'fault', property: 7, path, found: match.trim() }];
    }),
  );
}
