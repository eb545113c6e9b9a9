import { runCds } from '../cds/index.ts';
import type { Command } from './command.ts';
import { UsageError } from './errors.ts';
import { given, needed } from './questionnaire/options.ts';
import { untilStopped } from './until-stopped.ts';

function portOf(text: string | undefined): { readonly port?: number } {
  if (text === undefined) return {};
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return { port };
  throw new UsageError(`--port is "${text}"; it must be a whole number from 0 to 65535`);
}

export const cdsCommand: Command = {
  name: 'cds',
  summary: 'cds --config FILE [--port N]: the CDS Hooks service alone (docs/cds.md)',
  run: async ({ args, report }) => {
    const options = given(args, ['config', 'port']);
    const file = needed(options.config, 'config');
    const running = await runCds(file, { ...portOf(options.port), report: report.out });
    if (!running.ok) {
      for (const problem of running.problems) {
        report.err(`${file}: ${Object.values(problem).filter(Boolean).join(' ')}`);
      }
      return 2;
    }
    await untilStopped();
    await running.close();
    return 0;
  },
};
