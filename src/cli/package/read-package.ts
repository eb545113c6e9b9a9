import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type PackageProblem, type TakenBack, takeBack } from '../../publish/index.ts';
import { ContentError } from '../errors.ts';
import { readArchive } from './archive.ts';
import { ArchiveFault } from './archive-fault.ts';

const words: Readonly<Record<PackageProblem['code'], string>> = {
  'no-routine':
    'it holds no routine (a Library with the routine’s own form); was it made with `publish`?',
  'two-routines': 'it holds two routines; a package has one',
  'strange-file-name': 'a file of the routine has a name that a routine does not have',
  'file-twice': 'a file of the routine stands there twice',
  'file-damaged': 'a file of the routine is not what its checksum says; fetch the package again',
  'file-not-json': 'a file of the routine is not JSON',
  'no-manifest': 'the routine has no manifest.json',
};

const manifest = z.looseObject({
  name: z.string(),
  version: z.string(),
  fhirVersions: z.array(z.string()),
});

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Deeper than any routine; a reader that follows every bracket would run out of room. */
const deepest = 100;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const bracket of text.match(/"(?:[^"\\]|\\.)*"|[[\]{}]/g) ?? []) {
    if (bracket === '[' || bracket === '{') depth++;
    else if (bracket === ']' || bracket === '}') depth--;
    if (depth > deepest) return true;
  }
  return false;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const decode = {
  text: (data: string) => {
    const text = base64.test(data) ? textOf(Buffer.from(data, 'base64')) : undefined;
    return text === undefined || isTooDeep(text) ? undefined : text;
  },
  sha1: (text: string) => createHash('sha1').update(text, 'utf8').digest('base64'),
};

function refuse(path: string, code: string, place = '', cause?: unknown): never {
  throw new ContentError(path, [{ code, path: place }], cause);
}

function jsonIn(path: string, name: string, bytes: Buffer): unknown {
  const text = textOf(bytes);
  if (text === undefined) refuse(path, 'is not UTF-8', name);
  if (isTooDeep(text)) refuse(path, `has more than ${deepest} brackets in each other`, name);
  try {
    return JSON.parse(text);
  } catch (cause) {
    return refuse(path, `is not JSON: ${cause instanceof Error ? cause.message : ''}`, name, cause);
  }
}

function filesOf(path: string): ReadonlyMap<string, Buffer> {
  try {
    return readArchive(path);
  } catch (error) {
    if (error instanceof ArchiveFault) refuse(path, error.message, '', error);
    throw error;
  }
}

/** The package says that it is one, for FHIR R4. */
function checkManifest(path: string, content: unknown): void {
  const parsed = manifest.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    refuse(path, `${issue?.path.join('.')}: ${issue?.message}`, 'package/package.json');
  }
  if (!parsed.data.fhirVersions.some((version) => version.startsWith('4.0'))) {
    refuse(path, 'is for another FHIR than R4 (4.0.1)', 'package/package.json');
  }
}

/** The routine in a package. Throws `ContentError` with the file, the place in it, and the mend. */
export function readPackage(path: string): Extract<TakenBack, { ok: true }> {
  const files = [...filesOf(path)].filter(([name]) => /^package\/[^/]+\.json$/.test(name));
  const contents = files.map(([name, bytes]) => [name, jsonIn(path, name, bytes)] as const);
  const own = contents.find(([name]) => name === 'package/package.json');
  if (own === undefined) refuse(path, 'is not a FHIR package: package/package.json is not there');
  checkManifest(path, own[1]);
  const taken = takeBack(contents, decode);
  if (taken.ok) return taken;
  throw new ContentError(
    path,
    taken.problems.map(({ code, path: place, found }) => ({
      code: `${words[code]}${found === undefined ? '' : `: ${found}`}`,
      path: place,
    })),
  );
}
