import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Text by path below the project. */
export type Texts = ReadonlyMap<string, string>;

type Move = { readonly from: string; readonly to: string };

function moveAll(moves: readonly Move[], done: Move[]): void {
  for (const move of moves) {
    mkdirSync(dirname(move.to), { recursive: true });
    renameSync(move.from, move.to);
    done.push(move);
  }
}

/**
 * Puts files and one folder in their places, all or nothing: everything is written beside them first and then
 * renamed, the folder last. What stood there is put back if anything fails.
 */
export function install(
  root: string,
  { files, folder, texts }: { files: Texts; folder: string; texts: Texts },
): void {
  const staging = mkdtempSync(join(root, '.adopting-'));
  const done: Move[] = [];
  try {
    const staged = (path: string): string => join(staging, 'new', path);
    for (const [path, text] of [...files, ...texts]) {
      mkdirSync(dirname(staged(path)), { recursive: true });
      writeFileSync(staged(path), text);
    }
    const places = [...files.keys(), folder];
    const aside = places
      .filter((path) => existsSync(join(root, path)))
      .map((path) => ({ from: join(root, path), to: join(staging, 'old', path) }));
    moveAll(aside, done);
    moveAll(
      places.map((path) => ({ from: staged(path), to: join(root, path) })),
      done,
    );
  } catch (error) {
    for (const { from, to } of done.toReversed()) renameSync(to, from);
    throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
