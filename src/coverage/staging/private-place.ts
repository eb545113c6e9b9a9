import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that only this run may read, and that is gone when the run is. */
export type PrivatePlace = { readonly path: string; readonly remove: () => Promise<void> };

const prefix = 'tryggfraga-rows-';
const ownerFile = 'owner';

/**
 * A new private folder. Those of runs that were killed are deleted first: a folder names the process that owns it,
 * and one whose process is gone belongs to nobody.
 */
export async function privatePlace(parent: string = tmpdir()): Promise<PrivatePlace> {
  await removeLeftovers(parent);
  const path = await mkdtemp(join(parent, prefix));
  await writeFile(join(path, ownerFile), String(process.pid), { mode: 0o600 });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function removeLeftovers(parent: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  for (const path of names.map((name) => join(parent, name))) {
    if (await isLeftover(path)) await rm(path, { recursive: true, force: true });
  }
}

/** Long enough for a run that has just made its folder to write its name into it. */
const justMade = 60_000;

async function isLeftover(path: string): Promise<boolean> {
  const owner = Number(await textOf(join(path, ownerFile)));
  if (owner > 0) return !isAlive(owner);
  const age = Date.now() - (await ageOf(path));
  return age > justMade;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
}

/** Another run may have removed it in the meantime: then it is nobody's leftover. */
async function ageOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return Date.now();
    throw error;
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
