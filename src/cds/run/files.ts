import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { noShorterThan } from '../../fhir/index.ts';
import { type Folder, loadPack } from '../../routine/index.ts';
import {
  type CdsConfigParsed,
  type CdsConfigProblem,
  type CdsContent,
  parseCdsConfig,
} from '../config/parse.ts';

const path = z.string().check(noShorterThan(1));

/** Where the file's content and its stores lie, relative to the file itself. */
const files = z.strictObject({
  /** Folder of routine packs, and which of them is in force. */
  routines: path,
  routine: path,
  questionnaires: path,
  /** NDJSON for coverage, and NDJSON of audit events. */
  feedback: path,
  audit: path,
  /** Folder shared by several processes; absent: spent tokens are remembered in memory. */
  replay: path.optional(),
});
export type CdsFiles = z.infer<typeof files>;

const whole = z.looseObject({ files });

export type CdsFileRead =
  | {
      readonly ok: true;
      readonly config: Extract<CdsConfigParsed, { ok: true }>['config'];
      readonly files: CdsFiles;
    }
  | { readonly ok: false; readonly problems: readonly CdsFileProblem[] };

export type CdsFileProblem =
  | CdsConfigProblem
  | { readonly code: 'unreadable'; readonly path: string; readonly found: string };

type Read = { readonly path: string; readonly content: unknown };

const unreadable = (path: string, error: unknown): CdsFileProblem => ({
  code: 'unreadable',
  path,
  found: error instanceof Error && 'code' in error ? String(error.code) : 'not JSON',
});

async function jsonFiles(folder: string): Promise<readonly Read[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return Promise.all(
    names.map(async (name) => ({
      path: name,
      content: JSON.parse(await readFile(join(folder, name), 'utf8')),
    })),
  );
}

async function routineFolders(folder: string): Promise<Readonly<Record<string, Folder>>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const read = entries
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }): Promise<readonly [string, Folder]> => {
      const contents = await jsonFiles(join(folder, name));
      return [name, Object.fromEntries(contents.map(({ path, content }) => [path, content]))];
    });
  return Object.fromEntries(await Promise.all(read));
}

const at = (base: string, paths: CdsFiles): CdsFiles => ({
  ...paths,
  routines: resolve(base, paths.routines),
  questionnaires: resolve(base, paths.questionnaires),
  feedback: resolve(base, paths.feedback),
  audit: resolve(base, paths.audit),
  ...(paths.replay !== undefined && { replay: resolve(base, paths.replay) }),
});

/** The routine as it is in force. One that cannot be put together is handed on as it is, to be told of. */
async function contentOf(paths: CdsFiles): Promise<CdsContent> {
  const loaded = loadPack(paths.routine, await routineFolders(paths.routines));
  const questionnaires = (await jsonFiles(paths.questionnaires)).map(({ content }) => content);
  return { routine: loaded, questionnaires };
}

/** One configuration file with all it stands on: everything wrong at once, or what can run. */
export async function readCdsFile(file: string): Promise<CdsFileRead> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    const parsed = whole.safeParse(content);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => ({
        code: 'setting' as const,
        path: path.join('.'),
        found: message,
      }));
      return { ok: false, problems };
    }
    const { files: given, ...settings } = parsed.data;
    const paths = at(dirname(resolve(file)), given);
    const config = parseCdsConfig(settings, await contentOf(paths));
    return config.ok ? { ...config, files: paths } : config;
  } catch (error) {
    return { ok: false, problems: [unreadable(file, error)] };
  }
}
