import type { Checked, Example, Finding, Property, Said, Space } from '../guidance/index.ts';
import { type Form, textOf } from '../questionnaire/index.ts';
import { wordings } from './check-words.ts';

const properties: Readonly<Record<Property, string>> = {
  1: 'a yes never lowers; what is missing never lowers',
  2: 'every positive ends in the body, safety, support at any hour, a note and a follow-up',
  3: 'violence and a child always raise the duty to report; a guardian’s answers stay out of the child’s chart, a child’s in its own',
  4: 'neck, weapon, fear of being killed, pregnancy: the same day',
  5: 'declining and not being asked end calmly, with a new occasion, and are never negative',
  6: 'no question before the gate, no dead end, no rule that never holds, no contradiction',
  7: 'every step has a reason and a source in force; every text in every language',
  8: 'every rule is shown by a case, and every case gives what it says',
};

function kindInWords({ kind, code }: Said): string {
  if (kind === 'missing') return 'not answered';
  return kind === 'other' ? (code ?? 'answered') : kind;
}

function answerInWords(said: Said, form: Form | undefined, language: string): string {
  const text = form?.byLinkId.has(said.linkId)
    ? textOf(form, said.linkId, language).text
    : said.linkId;
  return `${text} (${said.linkId}): ${kindInWords(said)}`;
}

/** A shortest example in words: one line an answer. */
export function exampleInWords(
  example: Example,
  form: Form | undefined,
  language: string,
): readonly string[] {
  const { said, changed, route, facts, age } = example;
  const occasion = [
    ...(route === 'indication' ? ['on indication'] : []),
    ...facts,
    ...(age === undefined ? [] : [`${age} years`]),
  ];
  return [
    ...(occasion.length > 0 ? [`when ${occasion.join(', ')}`] : []),
    ...said.map((each) => `when ${answerInWords(each, form, language)}`),
    ...(changed
      ? [`and ${answerInWords(changed.from, form, language)} becomes ${kindInWords(changed.to)}`]
      : []),
    ...(said.length === 0 && !changed && occasion.length === 0 ? ['when nothing is answered'] : []),
  ];
}

export type Worded = { readonly form: Form | undefined; readonly language: string };

/** A finding in words: what, the example, the mend. */
export function findingInWords(finding: Finding, { form, language }: Worded): readonly string[] {
  const { says, mend } = wordings[finding.code];
  const about = finding.property === undefined ? '' : `property ${finding.property}: `;
  const whom = finding.audience === undefined ? '' : ` [${finding.audience}]`;
  return [
    `fault  ${about}${says(finding)}${whom}`,
    ...(finding.example ? exampleInWords(finding.example, form, language) : []).map(
      (line) => `         ${line}`,
    ),
    `         → ${mend}`,
  ];
}

/** Digits in groups, so that a large number can be read. */
function grouped(count: bigint): string {
  const digits = String(count);
  return digits.length > 15
    ? `${digits[0]}.${digits.slice(1, 3)}·10^${digits.length - 1}`
    : digits.replace(/\B(?=(\d{3})+$)/g, ' ');
}

function spaceInWords({ audience, states, moments, days, diagrams }: Space): string {
  return `space    ${audience}: ${grouped(states)} ways an occasion can stand × ${moments} hours and places × ${days} dates (in ${diagrams} diagrams)`;
}

function standing(findings: readonly Finding[], property: Property): string {
  const own = findings.filter((finding) => finding.property === property);
  if (own.some(({ weight }) => weight === 'fault')) return 'broken ';
  return own.length > 0 ? 'to do  ' : 'proved ';
}

/** What was proved, and for how many states. */
export function proofInWords({ findings, spaces }: Checked): readonly string[] {
  const each = ([1, 2, 3, 4, 5, 6, 7, 8] as const).map(
    (property) => `${standing(findings, property)}  ${property}. ${properties[property]}`,
  );
  return [...spaces.map(spaceInWords), ...each];
}
