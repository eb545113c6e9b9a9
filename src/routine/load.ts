import type { Folder } from './assemble.ts';
import { effective } from './overlay.ts';
import { type Pack, pack } from './pack.ts';
import type { PackProblem } from './problem.ts';
import { brokenReferences } from './references.ts';

export type Loaded =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}${text && '.'}${String(part)}`,
    '',
  );
}

/** An effective pack from somewhere outside: right in shape, and every name in it leads somewhere. */
export function parsePack(content: unknown): Loaded {
  const parsed = pack.safeParse(content);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => ({
        code: 'shape',
        path: pathText(path),
        found: message,
      })),
    };
  }
  const problems = brokenReferences(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, pack: parsed.data };
}

/** A routine from its folders: assembled, laid over what it extends, and parsed. */
export function loadPack(id: string, folders: Readonly<Record<string, Folder>>): Loaded {
  const found = effective(id, folders);
  return found.ok ? parsePack(found.pack) : found;
}
