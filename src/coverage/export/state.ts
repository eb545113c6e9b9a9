import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Manifest, parseManifest } from './manifest.ts';

/** What has been done so far, beside the files: enough to go on after being killed at any point. */
export type ExportState = {
  readonly base: string;
  readonly status: string;
  readonly manifest?: Manifest;
};

const stored = z.object({ base: z.string(), status: z.string(), manifest: z.unknown().optional() });
const name = 'export-state.json';

export async function readState(folder: string): Promise<ExportState | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const { base, status, manifest } = stored.parse(JSON.parse(text));
  return { base, status, ...(manifest !== undefined && { manifest: parseManifest(manifest) }) };
}

/** Written beside and moved into place: never half a state. */
export async function writeState(folder: string, state: ExportState): Promise<void> {
  const path = join(folder, name);
  await writeFile(`${path}.part`, JSON.stringify(state), { mode: 0o600 });
  await rename(`${path}.part`, path);
}
