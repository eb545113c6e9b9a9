import * as z from 'zod/mini';
import { own, system } from '../fhir/index.ts';

const attachment = z.looseObject({
  title: z.string(),
  data: z.string(),
  hash: z.exactOptional(z.string()),
});
const routineLibrary = z.looseObject({
  resourceType: z.literal('Library'),
  url: z.string(),
  version: z.string(),
  identifier: z.array(z.looseObject({ system: z.string(), value: z.string() })),
  content: z.array(attachment),
});
type RoutineLibrary = z.infer<typeof routineLibrary>;

const questionnaire = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  url: z.string(),
});

/** What is wrong with a package: a code, the file in it, and what was found there. Words come last. */
export type PackageProblem = {
  readonly code:
    | 'no-routine'
    | 'two-routines'
    | 'strange-file-name'
    | 'file-twice'
    | 'file-damaged'
    | 'file-not-json'
    | 'no-manifest';
  readonly path: string;
  readonly found?: string;
};

/** `files`: the routine’s own files by name. `questionnaires`: by canonical, as they stand in the package. */
export type TakenBack =
  | {
      readonly ok: true;
      readonly id: string;
      readonly version: string;
      readonly files: Readonly<Record<string, unknown>>;
      readonly questionnaires: ReadonlyMap<string, unknown>;
    }
  | { readonly ok: false; readonly problems: readonly PackageProblem[] };

/** UTF-8 of base64, `undefined` when it is none; sha1 in base64 of that text. Node gives them. */
export type Decode = {
  readonly text: (base64: string) => string | undefined;
  readonly sha1: (text: string) => string;
};

const fileName = /^(?:(?:layers|cases)\/)?[a-z0-9]+(?:[.-][a-z0-9]+)*\.json$/;

type Read = { readonly file: string; readonly content: unknown } | PackageProblem;

function readAttachment(
  { title, data, hash }: z.infer<typeof attachment>,
  path: string,
  decode: Decode,
): Read {
  if (!fileName.test(title)) return { code: 'strange-file-name', path, found: title };
  const text = decode.text(data);
  if (text === undefined || (hash !== undefined && hash !== decode.sha1(text))) {
    return { code: 'file-damaged', path, found: title };
  }
  try {
    return { file: title, content: JSON.parse(text) };
  } catch (error) {
    const found = `${title}: ${error instanceof Error ? error.message : ''}`;
    return { code: 'file-not-json', path, found };
  }
}

function filesOf(
  { content }: RoutineLibrary,
  path: string,
  decode: Decode,
): { readonly files: Record<string, unknown>; readonly problems: readonly PackageProblem[] } {
  const files: Record<string, unknown> = {};
  const problems: PackageProblem[] = [];
  for (const each of content) {
    const read = readAttachment(each, path, decode);
    if ('code' in read) problems.push(read);
    else if (Object.hasOwn(files, read.file)) {
      problems.push({ code: 'file-twice', path, found: read.file });
    } else files[read.file] = read.content;
  }
  if (!Object.hasOwn(files, 'manifest.json')) problems.push({ code: 'no-manifest', path });
  return { files, problems };
}

function routineIn({ identifier, url }: RoutineLibrary): string | undefined {
  const found = identifier.find((each) => each.system === system.routine)?.value;
  return url === `${own}/Library/${found}` ? found : undefined;
}

/** The routine that a package holds in its own form. `resources`: the JSON of the package by file name. */
export function takeBack(
  resources: readonly (readonly [string, unknown])[],
  decode: Decode,
): TakenBack {
  const found = resources.flatMap(([path, content]) => {
    const parsed = routineLibrary.safeParse(content);
    const id = parsed.success ? routineIn(parsed.data) : undefined;
    return parsed.success && id !== undefined ? [{ path, id, library: parsed.data }] : [];
  });
  const [first, second] = found;
  if (first === undefined) return { ok: false, problems: [{ code: 'no-routine', path: '' }] };
  if (second !== undefined) {
    return { ok: false, problems: [{ code: 'two-routines', path: second.path, found: second.id }] };
  }
  const { files, problems } = filesOf(first.library, first.path, decode);
  if (problems.length > 0) return { ok: false, problems };
  const questionnaires = resources.flatMap(([, content]) => {
    const parsed = questionnaire.safeParse(content);
    return parsed.success ? [[parsed.data.url, content] as const] : [];
  });
  return {
    ok: true,
    id: first.id,
    version: first.library.version,
    files,
    questionnaires: new Map(questionnaires),
  };
}
