import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Checked, checkRoutine, type Finding } from '../guidance/index.ts';
import type { Form } from '../questionnaire/index.ts';
import { loadPack, type Pack } from '../routine/index.ts';
import { findingInWords } from './check-report.ts';
import { ContentError } from './errors.ts';
import { type PlacedCase, readCases, readForms, readRoutineFolders } from './routine-folder.ts';
import { problemsInWords } from './routine-problems.ts';

/** The questionnaires beside the routines: `questionnaires/` in the folder above `routines/`. */
function formsBeside(folder: string): ReadonlyMap<string, Form> {
  const path = join(dirname(dirname(resolve(folder))), 'questionnaires');
  if (existsSync(path)) return readForms(path);
  throw new ContentError(path, [{ code: 'there is no folder with questionnaires', path: '' }]);
}

export type ReadRoutine = {
  readonly pack: Pack;
  readonly forms: ReadonlyMap<string, Form>;
  readonly cases: readonly PlacedCase[];
};

/** A routine with everything that it names. Throws `ContentError` with file and place. */
export function readRoutine(folder: string): ReadRoutine {
  const read = readRoutineFolders(folder);
  const loaded = loadPack(read.id, read.folders);
  if (!loaded.ok) throw new ContentError(folder, problemsInWords(loaded.problems, read));
  return {
    pack: loaded.pack,
    forms: formsBeside(folder),
    cases: readCases(dirname(folder), read.chain),
  };
}

export function checkRead({ pack, forms, cases }: ReadRoutine, today: string): Checked {
  return checkRoutine({ pack, formOf: (canonical) => forms.get(canonical), cases, today });
}

/** The form in which a finding’s questions are worded: that of the first audience it was found in. */
function formFor({ audience }: Finding, { pack, forms }: ReadRoutine): Form | undefined {
  const id = audience?.split(', ')[0];
  const found = pack.audiences.find((each) => each.id === id) ?? pack.audiences[0];
  return found && forms.get(found.questionnaire);
}

export const faultsIn = ({ findings }: Checked): readonly Finding[] =>
  findings.filter(({ weight }) => weight === 'fault');

/** Each finding in words: what, the shortest example, the mend. */
export function findingsInWords(
  findings: readonly Finding[],
  read: ReadRoutine,
): readonly string[] {
  const language = read.pack.languages[0]?.code ?? 'en';
  return findings.flatMap((finding) =>
    findingInWords(finding, { form: formFor(finding, read), language }),
  );
}
