import { randomUUID } from 'node:crypto';
import { extract, fromResponse } from '../../questionnaire/index.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { bounded } from './bounded.ts';
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
    const response = readJsonFile(path);
    const read = bounded(path, () => fromResponse(form, response));
    if (!read.ok) {
      const why = read.problems.map((each) => [each.code, each.path ?? each.linkId].join(' '));
      throw new UsageError(`${path}: cannot be read with this Questionnaire: ${why.join('; ')}`);
    }
    const bundle = bounded(path, () =>
      extract(form, read.answers, { authored: now, newId: () => randomUUID() }),
    );
    report.out(JSON.stringify(bundle, null, 2));
    return 0;
  },
};
