import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type Form, parse } from '../questionnaire/index.ts';
import { baseName, caseFile, type Folder, shapeWords, type WorkedCase } from '../routine/index.ts';
import { ContentError } from './errors.ts';

/** Larger than any routine; a file above it is not read. */
const mostBytes = 5_000_000;

function lineOf(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return message;
  const before = text.slice(0, Number(position)).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${message}`;
}

export function readJson(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  if (text.length > mostBytes) {
    throw new ContentError(path, [
      { code: 'the file is larger than 5 MB; a routine is text', path: '' },
    ]);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const problem = `not JSON: ${lineOf(text, cause instanceof Error ? cause.message : '')}. Often a comma or a quotation mark too many or too few just before.`;
    throw new ContentError(path, [{ code: problem, path: '' }], cause);
  }
}

/** The folder of that name beside the others; never one outside. */
function inside(routines: string, id: string, namedBy: string): string {
  const folder = resolve(routines, id);
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  const apart = relative(realpathSync(routines), real);
  if (apart.startsWith('..') || apart === '' || apart.includes('/')) {
    throw new ContentError(namedBy, [
      {
        code: `"${id}" leads outside ${routines}. Name a folder beside the routine.`,
        path: 'extends',
      },
    ]);
  }
  return folder;
}

function filesOf(folder: string, below: string): readonly string[] {
  const path = join(folder, below);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => join(below, file));
}

function readFolder(folder: string): Folder {
  const files = [...filesOf(folder, ''), ...filesOf(folder, 'layers')];
  return Object.fromEntries(files.map((file) => [file, readJson(join(folder, file))]));
}

function baseOf(folder: Folder): string | undefined {
  for (const content of Object.values(folder)) {
    if (typeof content !== 'object' || content === null) continue;
    const base: unknown = Reflect.get(content, 'extends');
    if (base !== undefined) return baseName(base);
  }
  return undefined;
}

export type RoutineFolders = {
  readonly id: string;
  readonly folders: Readonly<Record<string, Folder>>;
  /** The routine itself first, then what it lies over. */
  readonly chain: readonly string[];
};

/** A routine's folder and every folder below it. Throws `ContentError` with file and place. */
export function readRoutineFolders(path: string): RoutineFolders {
  const [routines, id] = [dirname(path), basename(path)];
  if (!existsSync(path)) {
    const there = existsSync(routines) ? readdirSync(routines).join(', ') : 'nothing';
    throw new ContentError(path, [
      { code: `there is no such folder. In ${routines}: ${there}`, path: '' },
    ]);
  }
  const folders: Record<string, Folder> = {};
  const chain: string[] = [];
  for (let next: string | undefined = id; next !== undefined && !chain.includes(next); ) {
    const above = chain.at(-1);
    const namedBy = above === undefined ? path : join(routines, above, 'manifest.json');
    const folder = inside(routines, next, namedBy);
    if (!existsSync(folder)) break;
    const content = readFolder(folder);
    folders[next] = content;
    chain.push(next);
    next = baseOf(content);
  }
  return { id, folders, chain };
}

export type PlacedCase = { readonly path: string; readonly given: WorkedCase };

function casesIn(folder: string): readonly PlacedCase[] {
  return filesOf(folder, 'cases').flatMap((file) => {
    const path = join(folder, file);
    const parsed = caseFile.safeParse(readJson(path));
    if (parsed.success) return parsed.data.cases.map((given) => ({ path, given }));
    throw new ContentError(
      path,
      parsed.error.issues.map((issue) => ({ code: shapeWords(issue), path: issue.path.join('.') })),
    );
  });
}

/** The worked cases of a chain. A case of the same name further up stands in the place of the one below. */
export function readCases(routines: string, chain: readonly string[]): readonly PlacedCase[] {
  return chain.toReversed().reduce<readonly PlacedCase[]>((below, id) => {
    const own = casesIn(join(routines, id));
    const names = new Set(own.map(({ given }) => given.name));
    return [...below.filter(({ given }) => !names.has(given.name)), ...own];
  }, []);
}

/** Every questionnaire of a folder that can be put, by canonical. */
export function readForms(folder: string): ReadonlyMap<string, Form> {
  const forms = filesOf(folder, '').flatMap((file) => {
    const parsed = parse(readJson(join(folder, file)));
    return parsed.ok && parsed.form.url ? [[parsed.form.url, parsed.form] as const] : [];
  });
  return new Map(forms);
}
