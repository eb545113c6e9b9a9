import { basename, dirname } from 'node:path';
import { inLanguage, type Pack, slots, validity } from '../routine/index.ts';
import type { Command, Reporter } from './command.ts';
import { readPack } from './content-folder.ts';
import { UsageError } from './errors.ts';

/** One line a slot: what the region has still to fill in, and for which municipalities. */
function reportSlots(pack: Pack, report: Reporter): void {
  for (const slot of slots(pack)) {
    const title =
      inLanguage(
        slot.name,
        pack.languages.map(({ code }) => code),
      )?.text ?? slot.id;
    const where = slot.municipalities?.join(', ') ?? 'everywhere';
    report.out(`to fill in  ${slot.id}: ${title} (${where})`);
  }
}

/** Numbers whose evidence is old, and law rows that no jurist has signed. */
function reportEvidence(pack: Pack, today: string, report: Reporter): void {
  for (const service of pack.services.filter(({ phone }) => phone)) {
    const age = evidenceAge(service.verifiedOn, today);
    if (age === undefined || age > 90) {
      report.out(
        `old number  ${service.id}: evidence from ${service.verifiedOn ?? 'an unknown day'}`,
      );
    }
  }
  for (const law of pack.sources.filter(({ kind, verifiedBy }) => kind === 'law' && !verifiedBy)) {
    report.out(`not signed  ${law.id}: no paragraph is shown until a jurist has signed the row`);
  }
}

function evidenceAge(day: string | undefined, today: string): number | undefined {
  return day === undefined ? undefined : (Date.parse(today) - Date.parse(day)) / 86_400_000;
}

export const checkCommand: Command = {
  name: 'check',
  summary: 'check routines/ID: what does not hold, and what the region has still to fill in',
  run: async ({ args: [folder], today, report }) => {
    if (folder === undefined)
      throw new UsageError('check needs a folder: check routines/se-orebro');
    const pack = readPack(dirname(folder), basename(folder));
    const expired = validity(pack, today);
    for (const { code, path, found } of expired)
      report.err(`${folder}: ${path}: ${code} (${found})`);
    reportSlots(pack, report);
    reportEvidence(pack, today, report);
    report.out(`${pack.id} ${pack.version} (${pack.status}): ${expired.length} problems`);
    return expired.length === 0 ? 0 : 1;
  },
};
