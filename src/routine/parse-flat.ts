import { type Pack, pack } from './pack.ts';
import type { PackProblem } from './problem.ts';
import { brokenReferences } from './references.ts';
import { shapeWords } from './shape-words.ts';

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

/**
 * One flat pack: right in shape, and every name in it leads somewhere. `audiences` are ids that rules may name
 * beside those of the pack itself.
 */
export function parseFlat(content: unknown, audiences: readonly string[] = []): Loaded {
  const parsed = pack.safeParse(content);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        code: 'shape',
        path: pathText(issue.path),
        found: shapeWords(issue),
      })),
    };
  }
  const problems = brokenReferences(parsed.data, audiences);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, pack: parsed.data };
}
