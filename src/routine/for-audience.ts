import { overlay } from './overlay.ts';
import type { Pack } from './pack.ts';
import { type Loaded, parseFlat } from './parse-flat.ts';

/**
 * The pack as one audience meets it: its layers laid over the pack in their order. What comes back is a flat
 * pack with that audience alone and no layers, so that nothing else needs to know of them.
 */
export function forAudience(pack: Pack, id: string): Loaded {
  const audience = pack.audiences.find((each) => each.id === id);
  if (audience === undefined) {
    return { ok: false, problems: [{ code: 'unknown-audience', path: 'audiences', found: id }] };
  }
  const { layers: names = [], ...alone } = audience;
  const { layers: all = {}, ...base } = pack;
  const lacking = names.filter((name) => !Object.hasOwn(all, name));
  if (lacking.length > 0) {
    const path = `audiences.${id}.layers`;
    return {
      ok: false,
      problems: lacking.map((found) => ({ code: 'unknown-layer', path, found })),
    };
  }
  const flat = names.flatMap((name) => all[name] ?? []).reduce(overlay, base);
  const known = pack.audiences.map((each) => each.id);
  return parseFlat({ ...flat, audiences: [alone] }, known);
}
