import { lint } from '../../questionnaire/index.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { bounded } from './bounded.ts';
import { commandHost, readQuestionnaire } from './host.ts';

export const lintCommand: Command = {
  name: 'lint',
  summary: 'lint Q.json …: what the author of a questionnaire should mend',
  run: async ({ args, report }) => {
    if (args.length === 0) throw new UsageError('lint needs at least one file: lint Q.json');
    const host = await commandHost();
    const findings = args.flatMap((file) => {
      const content = readQuestionnaire(file);
      return bounded(file, () => lint(content, { host })).map((problem) => ({ file, ...problem }));
    });
    for (const { file, code, severity, linkId, path, detail } of findings) {
      report.out([file, severity, code, linkId, path, detail].filter(Boolean).join('  '));
    }
    report.out(`${findings.length} findings in ${args.length} files`);
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};
