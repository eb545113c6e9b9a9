import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from '../questionnaire/index.ts';
import { type Folder, forAudience, loadPack, type Pack } from '../routine/index.ts';
import { ContentError } from './errors.ts';
import { readCases, readRoutineFolders } from './routine-folder.ts';

function readJson(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ContentError(path, [{ code: String(cause), path: '' }], cause);
  }
}

/** The JSON files of a folder by name; of a routine also its layers, as `layers/NAME.json`. */
function jsonFiles(folder: string, below = ''): Folder {
  const own = readdirSync(join(folder, below));
  const layers = below === '' && own.includes('layers') ? jsonFiles(folder, 'layers/') : {};
  const files = Object.fromEntries(
    own
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => [`${below}${file}`, readJson(join(folder, below, file))]),
  );
  return { ...files, ...layers };
}

/** The names of the routine packs below a folder. */
export function packNames(routines: string): readonly string[] {
  return readdirSync(routines, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** One routine pack from disk, laid over what it extends. Throws `ContentError` with every problem and its place. */
export function readPack(routines: string, id: string): Pack {
  const folders = packNames(routines).map((name) => [name, jsonFiles(join(routines, name))]);
  const loaded = loadPack(id, Object.fromEntries(folders));
  if (loaded.ok) return loaded.pack;
  throw new ContentError(
    join(routines, id),
    loaded.problems.map(({ code, path, found }) => ({
      code: found === undefined ? code : `${code} (${found})`,
      path,
    })),
  );
}

/** Every questionnaire of a folder by file name, each one that the engine can show. */
export function readQuestionnaires(folder: string): Folder {
  const found = jsonFiles(folder);
  for (const [file, content] of Object.entries(found)) {
    const parsed = parse(content);
    if (parsed.ok) continue;
    throw new ContentError(
      join(folder, file),
      parsed.problems.map(({ code, path, linkId }) => ({ code, path: path ?? linkId ?? '' })),
    );
  }
  return found;
}

/** A routine as each of its audiences meets it: `[path, JSON]`, so that the app fetches one flat pack only. */
function packFiles(routines: string, pack: Pack): readonly (readonly [string, string])[] {
  const { id } = pack;
  return pack.audiences.map((audience) => {
    const flat = forAudience(pack, audience.id);
    if (flat.ok) {
      return [`content/routines/${id}/${audience.id}.json`, JSON.stringify(flat.pack)] as const;
    }
    throw new ContentError(join(routines, id), flat.problems);
  });
}

/** The worked cases of each audience, to practise on: `[path, JSON]`. */
function caseFiles(
  routines: string,
  { id, audiences }: Pack,
): readonly (readonly [string, string])[] {
  const { chain } = readRoutineFolders(join(routines, id));
  const cases = readCases(routines, chain).map(({ given }) => given);
  return audiences.map((audience) => {
    const own = cases.filter((each) => (each.audience ?? audiences[0]?.id) === audience.id);
    return [`content/cases/${id}/${audience.id}.json`, JSON.stringify(own)] as const;
  });
}

/** What can be chosen among by a page that no EHR opens. */
function choices(packs: readonly Pack[]): readonly [string, string] {
  const said = packs.map(({ id, title, languages, audiences }) => ({
    id,
    title,
    languages,
    audiences: audiences.map(({ id: audience, title: words }) => ({ id: audience, title: words })),
  }));
  return ['content/choices.json', JSON.stringify(said)];
}

/** What the built app fetches, by its path below the pages (docs/decisions/0008-content-is-fetched.md). */
export function contentFiles(root: string): ReadonlyMap<string, string> {
  const routines = join(root, 'routines');
  const packs = packNames(routines).map((id) => readPack(routines, id));
  const questionnaires = Object.entries(readQuestionnaires(join(root, 'questionnaires'))).map(
    ([file, content]) =>
      [`content/questionnaires/${basename(file)}`, JSON.stringify(content)] as const,
  );
  return new Map([
    ...packs.flatMap((pack) => packFiles(routines, pack)),
    ...packs.flatMap((pack) => caseFiles(routines, pack)),
    ...questionnaires,
    choices(packs),
  ]);
}
