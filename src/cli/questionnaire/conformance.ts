import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type Specimen, supportOf } from '../../questionnaire/index.ts';
import type { CommandContext } from '../command.ts';
import { UsageError } from '../errors.ts';
import { bounded } from './bounded.ts';
import { commandHost } from './host.ts';
import { given, needed } from './options.ts';
import { readAhead } from './published-terminology.ts';
import { readJsonFile } from './read-json.ts';

const isQuestionnaire = (content: unknown): boolean =>
  typeof content === 'object' &&
  content !== null &&
  'resourceType' in content &&
  content.resourceType === 'Questionnaire';

/** What of a folder's Questionnaires is supported: JSON on the output, a table beside it for people. */
export async function questionnaireConformance(
  args: readonly string[],
  { report }: CommandContext,
): Promise<number> {
  const folder = needed(given(args, ['suite']).suite, 'suite');
  if (!existsSync(folder)) throw new UsageError(`${folder}: no such folder`);
  const specimens: Specimen[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((name) => ({ name, questionnaire: readJsonFile(join(folder, name)) }))
    .filter(({ questionnaire }) => isQuestionnaire(questionnaire));
  const host = await commandHost();
  for (const { name, questionnaire } of specimens) {
    readAhead(questionnaire);
    bounded(join(folder, name), () => parse(questionnaire, host));
  }
  const support = supportOf(specimens, host);
  report.out(JSON.stringify(support, null, 2));
  for (const { name, supported, remarks } of support.rows) {
    report.err([supported.padEnd(8), name, remarks.join('; ')].filter(Boolean).join('  '));
  }
  const { wholly, refused } = support.counts;
  report.err(
    `${specimens.length} questionnaires: ${wholly} wholly, ${support.counts['in part']} in part, ${refused} refused`,
  );
  return 0;
}
