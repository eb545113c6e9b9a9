import { proofInWords } from './check-report.ts';
import { wordings } from './check-words.ts';
import { checkRead, faultsIn, findingsInWords, readRoutine } from './checked-routine.ts';
import type { Command } from './command.ts';
import { UsageError } from './errors.ts';

export const checkCommand: Command = {
  name: 'check',
  summary:
    'check routines/ID: everything that does not hold, in every reachable case; what is left to fill in',
  run: async ({ args: [folder], today, report }) => {
    if (folder === undefined)
      throw new UsageError('check needs a folder: check routines/se-orebro');
    const started = performance.now();
    const read = readRoutine(folder);
    const checked = checkRead(read, today);
    const faults = faultsIn(checked);
    for (const line of findingsInWords(faults, read)) report.err(line);
    for (const notice of checked.findings.filter(({ weight }) => weight === 'notice')) {
      const whom = notice.audience === undefined ? '' : ` [${notice.audience}]`;
      report.out(`to do    ${wordings[notice.code].says(notice)}${whom}`);
    }
    for (const line of proofInWords(checked)) report.out(line);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const { id, version, status } = read.pack;
    report.out(`${id} ${version} (${status}): ${faults.length} faults, ${seconds} s`);
    return faults.length === 0 ? 0 : 1;
  },
};
