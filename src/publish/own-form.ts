import type { CaseFile, Folder, Pack, WorkedCase } from '../routine/index.ts';

/** Which keys of a pack stand in which file of its folder; what is not named stands in the manifest. */
const files: Readonly<Record<string, readonly (keyof Pack)[]>> = {
  'audiences.json': ['audiences', 'triggers'],
  'gate.json': ['gate', 'cover'],
  'questions.json': ['frame', 'questions'],
  'results.json': ['results', 'say'],
  'steps.json': ['steps'],
  'doors.json': ['doors'],
  'documents.json': ['note', 'referral', 'report', 'agreement', 'followUp'],
  'municipalities.json': ['municipalities'],
  'services.json': ['services'],
  'sources.json': ['sources'],
  'layers.json': ['layers'],
};

export type Cases = readonly { readonly path: string; readonly given: WorkedCase }[];

/** The worked cases by the name of their file, `cases/NAME.json`. */
function caseFiles(pack: Pack, cases: Cases): Readonly<Record<string, CaseFile>> {
  const found: Record<string, CaseFile> = {};
  for (const { path, given } of cases) {
    const name = `cases/${path.split('/').at(-1)}`;
    const before = found[name]?.cases ?? [];
    found[name] = { licence: pack.licence, about: pack.id, cases: [...before, given] };
  }
  return found;
}

/**
 * The whole routine as a folder of its own that lies over nothing: the routine that is in force, with what it
 * extends merged in, and the worked cases.
 */
export function ownForm(pack: Pack, cases: Cases): Folder {
  const elsewhere = new Set<string>(Object.values(files).flat());
  const manifest = Object.fromEntries(Object.entries(pack).filter(([key]) => !elsewhere.has(key)));
  const parts = Object.entries(files).flatMap(([file, keys]) => {
    const own = keys.filter((key) => pack[key] !== undefined).map((key) => [key, pack[key]]);
    return own.length === 0 ? [] : [[file, { licence: pack.licence, ...Object.fromEntries(own) }]];
  });
  return {
    'manifest.json': manifest,
    ...Object.fromEntries(parts),
    ...caseFiles(pack, cases),
  };
}
