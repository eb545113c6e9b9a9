import { type Form, isQuestion, optionsOf, textOf } from '../../questionnaire/index.ts';
import type { Pack } from '../../routine/index.ts';
import type { Finding } from './finding.ts';
import { type Placed, wordsIn } from './words-in.ts';

const fault = { weight: 'fault', property: 7 } as const;

function languagesOf(pack: Pack, { path, words }: Placed): readonly Finding[] {
  const wanted = pack.languages.map(({ code }) => code);
  const lacking = wanted.filter((language) => !words[language]?.trim());
  const strange = Object.keys(words).filter((language) => !wanted.includes(language));
  return [
    ...lacking.map((found): Finding => ({ ...fault, code: 'missing-language', path, found })),
    ...strange.map((found): Finding => ({ ...fault, code: 'unknown-language', path, found })),
  ];
}

function placeholdersOf(text: string): string {
  return [...text.matchAll(/\{[^}]*\}/g)]
    .map(([name]) => name)
    .sort()
    .join(' ');
}

const known: ReadonlySet<string> = new Set(
  '{date} {time} {author} {reason} {nextDate} {nextPerson} {service} {followUpDate} {person}'.split(
    ' ',
  ),
);

function placeholders({ path, words }: Placed): readonly Finding[] {
  const each = Object.values(words).map(placeholdersOf);
  const differs = new Set(each).size > 1;
  const strange = [...new Set(each.join(' ').split(' '))].filter(
    (name) => name !== '' && !known.has(name),
  );
  return [
    ...(differs
      ? [{ ...fault, code: 'placeholder-differs', path, found: each.join(' | ') } as const]
      : []),
    ...strange.map((found): Finding => ({ ...fault, code: 'unknown-placeholder', path, found })),
  ];
}

function approvals({ languages, status, approvals: signed }: Pack): readonly Finding[] {
  const approved = status === 'approved';
  const early = languages
    .filter((language) => language.status === 'approved' && !approved)
    .map(
      ({ code }): Finding => ({ ...fault, code: 'approved-too-early', path: `languages.${code}` }),
    );
  const unsigned: Finding = { ...fault, code: 'approved-too-early', path: 'status' };
  return [...early, ...(approved && signed.length === 0 ? [unsigned] : [])];
}

/** Property 7, words: every text in every language of the pack, the same placeholders, approved only where signed. */
export function texts(pack: Pack): readonly Finding[] {
  const all = wordsIn(pack);
  const documents = [
    ...wordsIn(pack, pack.note, 'note'),
    ...wordsIn(pack, pack.referral, 'referral'),
    ...wordsIn(pack, pack.report ?? [], 'report'),
  ];
  return [
    ...all.flatMap((each) => languagesOf(pack, each)),
    ...documents.flatMap(placeholders),
    ...approvals(pack),
  ];
}

/** The questions and their answers in every language of the pack. */
export function formTexts(pack: Pack, form: Form): readonly Finding[] {
  return pack.languages.flatMap(({ code: language }) =>
    form.all.filter(isQuestion).flatMap(({ linkId }): readonly Finding[] => {
      const shown = [textOf(form, linkId, language), ...optionsOf(form, linkId, language)];
      const lacking = shown.some((each) => each.text === '' || !each.language.startsWith(language));
      return lacking ? [{ ...fault, code: 'missing-language', path: linkId, found: language }] : [];
    }),
  );
}
