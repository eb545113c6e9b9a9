import type { Folder } from './assemble.ts';
import { forAudience } from './for-audience.ts';
import { effective } from './overlay.ts';
import { type Loaded, parseFlat } from './parse-flat.ts';

/** An effective pack from somewhere outside, with every audience's layers laid over it once. */
export function parsePack(content: unknown): Loaded {
  const parsed = parseFlat(content);
  if (!parsed.ok) return parsed;
  const problems = parsed.pack.audiences
    .filter(({ layers }) => layers !== undefined)
    .flatMap(({ id }) => {
      const own = forAudience(parsed.pack, id);
      return own.ok ? [] : own.problems.map((p) => ({ ...p, path: `${id}: ${p.path}` }));
    });
  return problems.length > 0 ? { ok: false, problems } : parsed;
}

/** A routine from its folders: assembled, laid over what it extends, and parsed. */
export function loadPack(id: string, folders: Readonly<Record<string, Folder>>): Loaded {
  const found = effective(id, folders);
  return found.ok ? parsePack(found.pack) : found;
}
