import type { Circumstances, Outcome, Situation } from '../guidance/index.ts';
import { answerKind, holds } from '../guidance/index.ts';
import type { Answers, Form } from '../questionnaire/index.ts';
import { valuesOf } from '../questionnaire/index.ts';
import type { DocumentLine, Pack } from '../routine/index.ts';
import { inLanguage } from '../routine/index.ts';
import { chosenService, saidTo, storable } from './agreement.ts';
import type { Occasion } from './occasion.ts';

/** What a document is made of. `language` is asked for first; then the pack's own languages in order. */
export type DocumentSource = {
  readonly pack: Pack;
  readonly form: Form;
  readonly answers: Answers;
  readonly outcome: Outcome;
  readonly occasion: Occasion;
  readonly language: string;
  /** Only lines that speak of route, age or chart need it; without it their conditions do not hold. */
  readonly circumstances?: Pick<Circumstances, 'route' | 'age' | 'facts'>;
};

function languagesOf({ language, pack }: DocumentSource): readonly string[] {
  return [language, ...pack.languages.map(({ code }) => code)];
}

function wordsFrom(source: DocumentSource): Readonly<Record<string, string | undefined>> {
  const { pack, occasion, outcome } = source;
  const languages = languagesOf(source);
  const service = chosenService(source);
  const reason = pack.gate.reasons.find(({ code }) => code === outcome.notAsked);
  return {
    date: occasion.authored.slice(0, 10),
    time: occasion.authored.slice(11, 16),
    author: occasion.author?.name,
    person: saidTo(source, pack.agreement.person),
    followUpDate: saidTo(source, pack.agreement.date),
    nextPerson: saidTo(source, pack.gate.items.nextPerson),
    nextDate: saidTo(source, pack.gate.items.nextDate),
    service: service && inLanguage(service.name, languages)?.text,
    reason: reason && inLanguage(reason.text, languages)?.text,
  };
}

/** A place for a word that nobody has said yet: the clinician fills it in. */
const blank = '____';

const sentences = /(?<=\.)\s+(?=\p{Lu})/u;

/**
 * The line with its words in place. A sentence with places and no word for any of them is left out: who writes a
 * note stands beside it in the EHR, so an empty place for a name that the EHR did not give would only be in the way.
 */
function filled(text: string, words: Readonly<Record<string, string | undefined>>): string {
  const said = text.split(sentences).filter((sentence) => {
    const places = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => words[name ?? '']);
    return places.length === 0 || places.some((word) => word !== undefined);
  });
  return said.join(' ').replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? blank);
}

function situationOf(source: DocumentSource): Situation {
  const { form, answers, outcome, circumstances } = source;
  return {
    route: 'routine',
    facts: [],
    ...circumstances,
    kindOf: (question) => answerKind(form, answers, question),
    codesOf: (question) =>
      valuesOf(form, answers, question).flatMap((value) =>
        value.type === 'coding' && value.value.code !== undefined ? [value.value.code] : [],
      ),
    result: { code: outcome.result, witnesses: [] },
  };
}

function written(lines: readonly DocumentLine[], given: DocumentSource): string {
  const source = { ...given, answers: storable(given) };
  const situation = situationOf(source);
  const words = wordsFrom(source);
  const languages = languagesOf(source);
  return lines
    .filter(({ when }) => when === undefined || holds(when, situation) !== undefined)
    .map(({ text }) => filled(inLanguage(text, languages)?.text ?? '', words))
    .filter((line) => line !== '')
    .join('\n');
}

/** The text to copy when the EHR cannot take the record: what may be said, one line for each. */
export function journalNote(source: DocumentSource): string {
  return written(source.pack.note, source);
}

/** What the receiver of a referral is told. */
export function referralText(source: DocumentSource): string {
  return written(source.pack.referral, source);
}
