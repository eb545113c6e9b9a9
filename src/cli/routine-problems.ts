import { type PackProblem, placeByName } from '../routine/index.ts';
import type { ContentProblem } from './errors.ts';
import type { RoutineFolders } from './routine-folder.ts';

const words: Readonly<Record<PackProblem['code'], string>> = {
  'not-an-object': 'the file must hold one object: { … }',
  'duplicate-key': 'the same key stands in another file of the folder too; keep one of them',
  'licence-differs': 'this file states another licence than the others; state the same in all',
  'missing-base': 'the routine that this one extends is not there; mend "extends" in manifest.json',
  cycle: 'the routines extend each other in a ring; take "extends" out of one of them',
  shape: 'not as the format has it; mend it where the editor underlines it',
  'duplicate-id': 'two things have the same id; rename one',
  'unknown-source': 'no such source; mend the id, or add the row to sources.json',
  'unknown-service': 'no such service; mend the id, or add it to services.json',
  'unknown-trigger': 'no such trigger; mend the id, or add it to audiences.json',
  'unknown-municipality': 'no such municipality; mend the code, or add it to municipalities.json',
  'unknown-audience': 'no such audience; mend the id, or add it to audiences.json',
  'unknown-layer': 'no such layer; mend the name, or add the file to layers/',
  'not-yet-valid': 'the routine is not in force yet',
  'no-longer-valid': 'the routine is no longer in force',
  'review-overdue': 'the routine should have been reviewed',
};

/** Files that hold the top-level key of a path, the routine’s own first. */
function filesWith(path: string, { chain, folders }: RoutineFolders): readonly string[] {
  const key = path.split(/[.[]/)[0] ?? '';
  if (key === '') return [];
  return chain.flatMap((id) =>
    Object.entries(folders[id] ?? {}).flatMap(([file, content]) =>
      typeof content === 'object' && content !== null && key in content ? [`${id}/${file}`] : [],
    ),
  );
}

/** Each problem with its file, its place by name, and the mend. */
export function problemsInWords(
  problems: readonly PackProblem[],
  read: RoutineFolders,
): readonly ContentProblem[] {
  return problems.map(({ code, path, found }) => {
    // A key that does not exist stands at the top of some file: its own name is its place.
    const slip = path === '' ? /^no such key: ([^,]+)/.exec(found ?? '')?.[1] : undefined;
    const files = filesWith(slip ?? path, read);
    const place = slip ?? placeByName(read.id, read.folders, path);
    const where = files.length > 0 ? `${place} (in ${files.join(' or ')})` : place;
    return { path: where, code: `${words[code]}${found === undefined ? '' : `: ${found}`}` };
  });
}
