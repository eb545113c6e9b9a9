import type { Command } from './command.ts';
import { viewSuite } from './coverage-views.ts';
import { UsageError } from './errors.ts';
import { questionnaireConformance } from './questionnaire/conformance.ts';

export const conformanceCommand: Command = {
  name: 'conformance',
  summary:
    'conformance questionnaires|views --suite DIR: what of a folder of test material we do right',
  run: async (context) => {
    const [what, ...rest] = context.args;
    if (what === 'questionnaires') return await questionnaireConformance(rest, context);
    if (what === 'views') return await viewSuite(rest, context);
    throw new UsageError(
      'conformance questionnaires --suite DIR, or conformance views --suite DIR',
    );
  },
};
