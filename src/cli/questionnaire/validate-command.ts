import { validate } from '../../questionnaire/index.ts';
import type { Command } from '../command.ts';
import { readForm } from './host.ts';
import { given, needed } from './options.ts';
import { readJsonFile } from './read-json.ts';

export const validateCommand: Command = {
  name: 'validate',
  summary:
    'validate --questionnaire Q.json --response R.json [--valuesets DIR]: which rules a response breaks',
  run: async ({ args, report, now }) => {
    const options = given(args, ['questionnaire', 'response', 'valuesets']);
    const form = await readForm(needed(options.questionnaire, 'questionnaire'), options.valuesets);
    const response = readJsonFile(needed(options.response, 'response'));
    const { valid, problems } = validate(form, response, { now });
    report.out(JSON.stringify({ valid, problems }, null, 2));
    return valid ? 0 : 1;
  },
};
