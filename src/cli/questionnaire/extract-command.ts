import { randomUUID } from 'node:crypto';
import { extract, fromResponse } from '../../questionnaire/index.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readForm } from './host.ts';
import { given, needed } from './options.ts';
import { readJsonFile } from './read-json.ts';

export const extractCommand: Command = {
  name: 'extract',
  summary:
    'extract --questionnaire Q.json --response R.json: the resources that a response gives, as a Bundle',
  run: async ({ args, report, now }) => {
    const options = given(args, ['questionnaire', 'response', 'valuesets']);
    const form = await readForm(needed(options.questionnaire, 'questionnaire'), options.valuesets);
    const path = needed(options.response, 'response');
    const read = fromResponse(form, readJsonFile(path));
    if (!read.ok) {
      const why = read.problems.map((each) => [each.code, each.path ?? each.linkId].join(' '));
      throw new UsageError(`${path}: cannot be read with this Questionnaire: ${why.join('; ')}`);
    }
    const bundle = extract(form, read.answers, { authored: now, newId: () => randomUUID() });
    report.out(JSON.stringify(bundle, null, 2));
    return 0;
  },
};
