import { type Form, textOf } from '../../questionnaire/index.ts';
import type { Pack, Words } from '../../routine/index.ts';
import { questionsFor } from '../../routine/index.ts';
import type { Finding } from './finding.ts';

/** Words per sentence plus percent of words longer than six letters (LIX). 40 is easy newspaper text. */
export function lix(text: string): number {
  const words = text.match(/[\p{L}\p{N}’-]+/gu) ?? [];
  if (words.length === 0) return 0;
  const sentences = text.match(/[.!?:]+/g) ?? [''];
  const long = words.filter((word) => word.length > 6);
  return words.length / sentences.length + (100 * long.length) / words.length;
}

/** The most that is easy to take in when it is said. The measure is made for languages like these. */
const most = 40;
const measured: readonly string[] = ['sv', 'en', 'da', 'nb'];

type Spoken = {
  readonly path: string;
  readonly texts: readonly Words[];
  readonly items?: readonly string[];
};

/** What is said aloud, one screen at a time. */
function spoken(pack: Pack, audience: string): readonly Spoken[] {
  const { result, after } = questionsFor(pack, audience);
  const { short, full, thinkOf } = pack.frame;
  const gate = new Set(Object.values(pack.gate.items));
  return [
    { path: 'gate.say', texts: [pack.gate.say] },
    { path: 'frame.short', texts: [short, thinkOf] },
    { path: 'frame.full', texts: [full, thinkOf] },
    { path: 'questions', texts: [], items: [...result, ...after] },
    ...Object.entries(pack.say).map(([code, words]) => ({ path: `say.${code}`, texts: [words] })),
    ...pack.steps.map(({ id, say = [], items = [] }) => ({
      path: `steps.${id}.say`,
      texts: say,
      items: items.filter((item) => !gate.has(item)),
    })),
  ];
}

/** What is said to the patient is easy to take in. */
export function readable(pack: Pack, form: Form, audience: string): readonly Finding[] {
  const languages = pack.languages
    .map(({ code }) => code)
    .filter((code) => measured.includes(code));
  return spoken(pack, audience).flatMap(({ path, texts, items = [] }) =>
    languages.flatMap((language): readonly Finding[] => {
      const asked = items.filter((linkId) => form.byLinkId.has(linkId));
      const all = [
        ...texts.map((words) => words[language] ?? ''),
        ...asked.map((linkId) => textOf(form, linkId, language).text),
      ];
      const measure = Math.round(lix(all.join(' ')));
      if (measure <= most) return [];
      return [
        {
          code: 'hard-to-read',
          weight: 'fault',
          property: 7,
          path,
          found: `${language}: LIX ${measure}`,
        },
      ];
    }),
  );
}
