import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Checked, checkRoutine, type Finding } from '../guidance/index.ts';
import type { Form } from '../questionnaire/index.ts';
import { loadPack, type Pack } from '../routine/index.ts';
import { findingInWords, proofInWords } from './check-report.ts';
import { wordings } from './check-words.ts';
import type { Command, Reporter } from './command.ts';
import { ContentError, UsageError } from './errors.ts';
import { readCases, readForms, readRoutineFolders } from './routine-folder.ts';
import { problemsInWords } from './routine-problems.ts';

/** The questionnaires beside the routines: `questionnaires/` in the folder above `routines/`. */
function formsBeside(folder: string): ReadonlyMap<string, Form> {
  const path = join(dirname(dirname(resolve(folder))), 'questionnaires');
  if (existsSync(path)) return readForms(path);
  throw new ContentError(path, [{ code: 'there is no folder with questionnaires', path: '' }]);
}

type Read = {
  readonly pack: Pack;
  readonly forms: ReadonlyMap<string, Form>;
  readonly checked: Checked;
};

function checkFolder(folder: string, today: string): Read {
  const read = readRoutineFolders(folder);
  const loaded = loadPack(read.id, read.folders);
  if (!loaded.ok) throw new ContentError(folder, problemsInWords(loaded.problems, read));
  const forms = formsBeside(folder);
  const cases = readCases(dirname(folder), read.chain);
  const formOf = (canonical: string): Form | undefined => forms.get(canonical);
  return {
    pack: loaded.pack,
    forms,
    checked: checkRoutine({ pack: loaded.pack, formOf, cases, today }),
  };
}

/** The form in which a finding’s questions are worded: that of the first audience it was found in. */
function formFor({ audience }: Finding, { pack, forms }: Read): Form | undefined {
  const id = audience?.split(', ')[0];
  const found = pack.audiences.find((each) => each.id === id) ?? pack.audiences[0];
  return found && forms.get(found.questionnaire);
}

function tell(read: Read, report: Reporter): number {
  const { pack, checked } = read;
  const language = pack.languages[0]?.code ?? 'en';
  const faults = checked.findings.filter(({ weight }) => weight === 'fault');
  for (const fault of faults) {
    for (const line of findingInWords(fault, { form: formFor(fault, read), language }))
      report.err(line);
  }
  for (const notice of checked.findings.filter(({ weight }) => weight === 'notice')) {
    const whom = notice.audience === undefined ? '' : ` [${notice.audience}]`;
    report.out(`to do    ${wordings[notice.code].says(notice)}${whom}`);
  }
  for (const line of proofInWords(checked)) report.out(line);
  return faults.length;
}

export const checkCommand: Command = {
  name: 'check',
  summary:
    'check routines/ID: everything that does not hold, in every reachable case; what is left to fill in',
  run: async ({ args: [folder], today, report }) => {
    if (folder === undefined)
      throw new UsageError('check needs a folder: check routines/se-orebro');
    const started = performance.now();
    const read = checkFolder(folder, today);
    const faults = tell(read, report);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const { id, version, status } = read.pack;
    report.out(`${id} ${version} (${status}): ${faults} faults, ${seconds} s`);
    return faults === 0 ? 0 : 1;
  },
};
