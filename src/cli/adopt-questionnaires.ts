import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from '../questionnaire/index.ts';
import type { Pack } from '../routine/index.ts';
import { ContentError } from './errors.ts';
import { readJson } from './routine-folder.ts';

const plain = /^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/;

/** Where the app looks for a questionnaire: the file is called as the last part of its canonical. */
function fileOf(path: string, canonical: string): string {
  const name = canonical.split('/').at(-1) ?? '';
  if (plain.test(name)) return join('questionnaires', `${name}.json`);
  throw new ContentError(path, [
    { path: canonical, code: 'the address does not end in a plain name; ask the owner to mend it' },
  ]);
}

function readable(path: string, canonical: string, content: unknown): void {
  const parsed = parse(content);
  if (parsed.ok) return;
  throw new ContentError(
    path,
    parsed.problems.map(({ code, linkId, path: place }) => ({
      code,
      path: `${canonical}: ${place ?? linkId ?? ''}`,
    })),
  );
}

function isNew(path: string, canonical: string, file: string, content: unknown): boolean {
  if (content !== undefined) readable(path, canonical, content);
  else if (!existsSync(file)) {
    throw new ContentError(path, [
      {
        path: canonical,
        code: 'the routine puts this questionnaire, but it is not in the package',
      },
    ]);
  }
  return content !== undefined && !(existsSync(file) && isDeepStrictEqual(readJson(file), content));
}

/**
 * The questionnaires of a package that its routine puts and that are not here yet, by the path of their file. One
 * that is here with other content is never replaced in silence: other routines may put it.
 */
export function questionnaireFiles(
  path: string,
  pack: Pack,
  inPackage: ReadonlyMap<string, unknown>,
  replace: boolean,
): ReadonlyMap<string, unknown> {
  const wanted = [...new Set(pack.audiences.map(({ questionnaire }) => questionnaire))];
  const files = wanted
    .map((canonical) => ({ canonical, file: fileOf(path, canonical) }))
    .filter(({ canonical, file }) => isNew(path, canonical, file, inPackage.get(canonical)));
  const other = files.find(({ file }) => existsSync(file) && !replace);
  if (other !== undefined) {
    throw new ContentError(path, [
      {
        path: other.canonical,
        code: `${other.file} is another version of this questionnaire. Check the routines that put it, then adopt with --replace.`,
      },
    ]);
  }
  return new Map(files.map(({ canonical, file }) => [file, inPackage.get(canonical)]));
}
