import { validate } from '../../questionnaire/index.ts';
import type { Command } from '../command.ts';
import { bounded } from './bounded.ts';
import { parseFile } from './host.ts';
import { given, needed } from './options.ts';
import { readJsonFile } from './read-json.ts';

export const validateCommand: Command = {
  name: 'validate',
  summary:
    'validate --questionnaire Q.json --response R.json [--valuesets DIR]: which rules a response breaks',
  run: async ({ args, report, now }) => {
    const options = given(args, ['questionnaire', 'response', 'valuesets']);
    const path = needed(options.questionnaire, 'questionnaire');
    const parsed = await parseFile(path, options.valuesets);
    const answered = needed(options.response, 'response');
    const response = readJsonFile(answered);
    // No response is a valid answer to a questionnaire that cannot be used.
    const { valid, problems } = bounded(answered, () =>
      parsed.ok
        ? validate(parsed.form, response, { now })
        : { valid: false, problems: parsed.problems },
    );
    report.out(JSON.stringify({ valid, problems }, null, 2));
    return valid ? 0 : 1;
  },
};
