import { assemble } from '../../questionnaire/index.ts';
import type { Command } from '../command.ts';
import { bounded } from './bounded.ts';
import { readQuestionnaire, resourcesIn } from './host.ts';
import { given, needed } from './options.ts';

export const assembleCommand: Command = {
  name: 'assemble',
  summary:
    'assemble --questionnaire Q.json [--from DIR]: with its sub-questionnaires, found in DIR, put in their places',
  run: async ({ args, report }) => {
    const options = given(args, ['questionnaire', 'from']);
    const path = needed(options.questionnaire, 'questionnaire');
    const questionnaire = readQuestionnaire(path);
    const parts = resourcesIn(options.from);
    const assembled = bounded(path, () => assemble(questionnaire, (url) => parts.get(url)));
    if (assembled.ok) {
      report.out(JSON.stringify(assembled.questionnaire, null, 2));
      return 0;
    }
    for (const { code, path: place, detail } of assembled.problems) {
      report.err([path, code, place, detail].filter(Boolean).join('  '));
    }
    return 1;
  },
};
