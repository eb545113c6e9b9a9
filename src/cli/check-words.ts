import type { FindingCode } from '../guidance/index.ts';
import { ofAnswers, plain, type Wording } from './check-words-of-answers.ts';

/** Findings about how the routine hangs together: properties 6 to 8, references, what is left to do. */
const ofRoutine = {
  'question-before-gate': {
    says: ({ path }) => `${path} stands before the gate, or the gate waits for it`,
    mend: 'put the gate first in the questionnaire, with no conditions on answers',
  },
  'word-before-gate': {
    says: ({ path, found }) => `${path} says "${found}" before the patient is known to be alone`,
    mend: 'word it so that it tells nothing to somebody who stands beside',
  },
  'question-past-gate': {
    says: ({ path }) => `${path} puts a question to the patient though nobody may ask now`,
    mend: 'let the step be due only where the gate was passed, or something was told',
  },
  'no-result': plain('no rule decides the result', 'add a rule that holds for these answers'),
  'dead-end': plain(
    'no step at all is due: the visit ends nowhere',
    'let a step be due for that result',
  ),
  'step-without-question': {
    says: ({ path }) =>
      `${path} is due, but the questionnaire shows none of its questions, and no alert says why`,
    mend: 'let the questionnaire’s enableWhen hold wherever the step is due',
  },
  'unreachable-rule': {
    says: ({ path }) => `${path} can never hold, whatever is answered`,
    mend: 'mend the condition (or the questionnaire’s enableWhen), or take the rule away',
  },
  contradiction: {
    says: ({ path }) => `${path} says "earlier only" beside a yes to something present`,
    mend: 'let the rule require no to the questions about the present',
  },
  'count-without-alert': {
    says: ({ path }) => `${path}: so many signs that the danger is high, yet nothing is urgent now`,
    mend: 'let an alert with urgency now hold from the same number of signs, counting the same questions',
  },
  'expression-not-followed': {
    says: ({ path }) => `${path}: decided by an expression; both ways were taken to be possible`,
    mend: 'write it as enableWhen to have it proved exactly',
  },
  'source-not-in-force': {
    says: ({ path, found }) => `${path} rests on a source that is not in force: ${found}`,
    mend: 'name the source that is in force then, or the row that replaces it',
  },
  'source-overlap': {
    says: ({ path, found }) => `${path}: two rows are in force on the same day (${found})`,
    mend: 'let the old row end the day before the new one begins',
  },
  'source-gap': {
    says: ({ path, found }) => `${path}: no row is in force on some days (${found})`,
    mend: 'let the old row end the day before the new one begins',
  },
  'missing-language': {
    says: ({ path, found }) => `${path} has no text in ${found}`,
    mend: 'write the text, or take the language out of languages in the manifest',
  },
  'unknown-language': {
    says: ({ path, found }) => `${path} has a text in ${found}, which the routine does not list`,
    mend: 'add the language to the manifest, or mend the key',
  },
  'approved-too-early': {
    says: ({ path }) => `${path} says approved, but nobody has signed`,
    mend: 'write who approved it in approvals, or set draft',
  },
  'placeholder-differs': {
    says: ({ path, found }) => `${path} has not the same placeholders in each language: ${found}`,
    mend: 'use the same {words} in every language',
  },
  'unknown-placeholder': {
    says: ({ path, found }) => `${path} has a placeholder that nothing fills: ${found}`,
    mend: 'use one of those in docs/routines.md',
  },
  'hard-to-read': {
    says: ({ path, found }) => `${path} is hard to take in when it is said (${found}; at most 40)`,
    mend: 'shorter sentences and shorter words',
  },
  'unknown-licence': {
    says: ({ found }) =>
      `the licence "${found}" is not one that lets another region use the routine`,
    mend: 'state an open licence by its SPDX name, such as CC0-1.0 or CC-BY-4.0',
  },
  'paragraph-in-text': {
    says: ({ path, found }) => `${path} names a paragraph ("${found}") that nobody has signed`,
    mend: 'write what to do; the paragraph belongs in sources, where a jurist signs it',
  },
  'number-in-text': {
    says: ({ path, found }) => `${path} has a phone number (${found}) with no day of its evidence`,
    mend: 'write the number in services, with verifiedOn, and list its role in the step',
  },
  'case-differs': {
    says: ({ path, found }) => `${path}: ${found}`,
    mend: 'mend the rule; or if the routine is right, the case (a case of the same name replaces the base’s)',
  },
  'case-unreadable': {
    says: ({ path, found }) => `${path}: the questionnaire has no such answer, ${found}`,
    mend: 'use a linkId of the questionnaire, and yes, no, unknown, declined or an option’s code',
  },
  'rule-without-case': {
    says: ({ path }) => `${path} is shown by no worked case`,
    mend: 'add a case in cases/ where it holds',
  },
  'unknown-questionnaire': {
    says: ({ path, found }) => `${path} puts a questionnaire that is not there: ${found}`,
    mend: 'mend the address, or add the questionnaire to questionnaires/',
  },
  'unknown-question': {
    says: ({ path, found }) =>
      `${path} names a question that the questionnaire does not have: ${found}`,
    mend: 'mend the linkId',
  },
  'unknown-option': {
    says: ({ path, found }) => `${path} names an answer that the question does not offer: ${found}`,
    mend: 'mend the code, or add the option or the service',
  },
  'reasons-differ': {
    says: ({ found }) =>
      `the reason "${found}" stands in only one of the routine and the questionnaire`,
    mend: 'give both the same reasons for not asking',
  },
  'to-fill-in': {
    says: ({ path, found }) => `${path}${found ? ` (${found})` : ''} has no number yet`,
    mend: 'fill it in in an overlay, with the day it was checked',
  },
  'old-number': {
    says: ({ path, found }) => `${path}: the evidence for the number is from ${found}`,
    mend: 'call it, and write the day in verifiedOn',
  },
  'not-signed': {
    says: ({ path }) => `${path} is not signed: no paragraph is shown`,
    mend: 'a jurist writes verifiedBy and verifiedOn',
  },
  'not-valid': {
    says: ({ path, found }) => `the routine must not be used: ${path} (${found})`,
    mend: 'review it, and write new dates',
  },
} satisfies Partial<Record<FindingCode, Wording>>;

/** Words for every finding: complete by its type. */
export const wordings: Readonly<Record<FindingCode, Wording>> = { ...ofAnswers, ...ofRoutine };
