import { functions } from '../fhirpath/functions.ts';
import { widerFunctions } from '../fhirpath/wider.ts';
import { optionExtensions } from '../parse/known.ts';
import { itemExtensionNames } from '../parse/parse-extension.ts';
import { headExtensionNames } from '../parse/parse-head.ts';
import type { Support } from './support.ts';

/** A set of Questionnaires and what of it is supported. */
export type SupportSection = { readonly title: string; readonly support: Support };

const code = (text: string): string => `\`${text}\``;

const listed = (names: readonly string[]): string => names.toSorted().map(code).join(', ');

function section({ title, support }: SupportSection): readonly string[] {
  const { counts, constructs, rows } = support;
  const refused = rows.filter((row) => row.supported === 'refused');
  return [
    `## ${title}`,
    '',
    `${rows.length} questionnaires: ${counts.wholly} wholly supported, ${counts['in part']} in part, ${counts.refused} refused.`,
    '',
    '| not supported | questionnaires |',
    '|---|---:|',
    ...constructs.map((each) => `| ${code(each.construct)} | ${each.questionnaires} |`),
    '',
    ...refused.map((row) => `- ${code(row.name)} is refused: ${row.remarks.join('; ')}`),
    ...(refused.length === 0 ? [] : ['']),
  ];
}

const wider: readonly string[] = [...widerFunctions.keys()].filter((name) => !functions.has(name));

/** The page that says what of FHIR's questionnaires is supported, made from the tables of the parser itself. */
export function supportDocument(sections: readonly SupportSection[]): string {
  return [
    '# What of FHIR Questionnaires is supported',
    '',
    'Generated from the parser; do not edit. What is not listed here is reported as a problem with its path when',
    'a questionnaire is read. A condition or a calculation that cannot be evaluated, an unknown modifier, a cycle',
    'or a repeated linkId refuses the whole questionnaire. `sdc:` stands for `sdc-questionnaire-` in SDC, no prefix',
    'for the extensions of the FHIR core.',
    '',
    'Refused because they have no meaning in R4, whoever wrote them: the same linkId twice; two conditions without',
    'enableBehavior (que-12); a condition on what stands inside the item itself, or in a circle; a type of item that R4',
    'does not have; an expression that names a variable nobody gives. What refers to other questionnaires is refused or',
    'listed until it is put together (`cli assemble`).',
    '',
    '## Supported',
    '',
    `- on the questionnaire: ${listed(headExtensionNames())}`,
    `- on an item: ${listed(itemExtensionNames())}`,
    `- on an option: ${listed([...optionExtensions])}`,
    '- on texts: `translation`, `rendering-markdown`, `rendering-xhtml`, `cqf-expression`',
    `- FHIRPath functions and operators, without an evaluator handed in: ${listed([...functions.keys(), 'ofType'])}`,
    `- with the wider functions handed in, as the app and the commands do: sums of dates and ${listed(wider)}`,
    '',
    ...sections.flatMap(section),
  ].join('\n');
}
