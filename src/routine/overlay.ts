import { assemble, type Folder } from './assemble.ts';
import { isObject, type Json } from './json.ts';
import type { PackProblem } from './problem.ts';
import { day } from './words.ts';

/** What names a thing in a list, so that an overlay can speak of that one only. */
const names = ['id', 'code', 'item'] as const;

/** A rule is one thought: an overlay replaces it whole, never mixes two. */
const whole: ReadonlySet<string> = new Set(['when']);

function nameOf(thing: unknown): string | undefined {
  if (!isObject(thing)) return undefined;
  for (const key of names) {
    const name = thing[key];
    if (typeof name === 'string') return name;
  }
  return undefined;
}

/** One named thing laid over a list: `remove` takes it away, `before` says where a new one goes, else last. */
function placed(list: readonly unknown[], thing: Json): readonly unknown[] {
  const { remove, before, ...rest } = thing;
  const at = list.findIndex((each) => nameOf(each) === nameOf(thing));
  if (remove === true) return list.filter((_, index) => index !== at);
  if (at >= 0) return list.with(at, merge(list[at], rest));
  const next = before === undefined ? -1 : list.findIndex((each) => nameOf(each) === before);
  return next < 0 ? [...list, rest] : list.toSpliced(next, 0, rest);
}

function mergeLists(base: readonly unknown[], over: readonly unknown[]): readonly unknown[] {
  const named = [...base, ...over].every((thing) => nameOf(thing) !== undefined);
  if (!named) return over;
  return over.filter(isObject).reduce(placed, base);
}

/** Layers of the same name are kept one on the other, the base's first: they are laid when an audience is chosen. */
function stacked(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const own = Object.entries(over).map(([name, partials]) => [
    name,
    [...list(base[name]), ...list(partials)],
  ]);
  return { ...base, ...Object.fromEntries(own) };
}

function merge(base: unknown, over: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(over)) return mergeLists(base, over);
  return isObject(base) && isObject(over) ? overlay(base, over) : over;
}

/**
 * `over` on `base`. Objects merge key by key (so words merge by language), lists of named things merge by
 * name with new ones last, everything else replaces: other lists, rules (`when`), numbers, texts.
 */
export function overlay(base: Json, over: Json): Json {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    if (key === 'layers') merged.set(key, stacked(below, value));
    else merged.set(key, whole.has(key) ? value : merge(below, value));
  }
  return Object.fromEntries(merged);
}

const isDay = (value: unknown): value is string => day.safeParse(value).success;

/** The earlier or the later of two days. What is not a day stands, so that the shape check tells of it. */
function narrower(base: unknown, own: unknown, pick: 'earlier' | 'later'): unknown {
  if (own === undefined) return base;
  if (!isDay(own) || !isDay(base)) return own;
  return base < own === (pick === 'earlier') ? base : own;
}

/**
 * What an overlay does not take over from its base: a signature is for what was signed, so an overlay is an
 * unsigned draft until it says otherwise; and it holds no longer than the base that it rests on.
 */
function asExtended(base: Json, own: Json): Json {
  const days = {
    validFrom: narrower(base['validFrom'], own['validFrom'], 'later'),
    validTo: narrower(base['validTo'], own['validTo'], 'earlier'),
    reviewBy: narrower(base['reviewBy'], own['reviewBy'], 'earlier'),
  };
  const known = Object.entries(days).filter(([, value]) => value !== undefined);
  return {
    status: own['status'] ?? 'draft',
    approvals: own['approvals'] ?? [],
    ...Object.fromEntries(known),
  };
}

export type Effective =
  | { readonly ok: true; readonly pack: Json; readonly chain: readonly string[] }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

/** The folder that a routine says it `extends`; what is no text is named as it was written. */
export const baseName = (written: unknown): string =>
  typeof written === 'string' ? written : JSON.stringify(written);

/**
 * The pack that is in force for a routine: its folder over the folder it `extends`, all the way down.
 * `chain` lists the folders, the routine itself first.
 */
export function effective(
  id: string,
  folders: Readonly<Record<string, Folder>>,
  above: readonly string[] = [],
): Effective {
  if (above.includes(id)) {
    return { ok: false, problems: [{ code: 'cycle', path: [...above, id].join(' > ') }] };
  }
  const folder = Object.hasOwn(folders, id) ? folders[id] : undefined;
  if (folder === undefined) {
    return { ok: false, problems: [{ code: 'missing-base', path: [...above, id].join(' > ') }] };
  }
  const own = assemble(folder);
  if (!own.ok) {
    return { ok: false, problems: own.problems.map((p) => ({ ...p, path: `${id}/${p.path}` })) };
  }
  const { extends: baseId, ...rest } = own.pack;
  if (baseId === undefined) return { ok: true, pack: rest, chain: [id] };
  const base = effective(baseName(baseId), folders, [...above, id]);
  if (!base.ok) return base;
  const { template: _, ...below } = base.pack;
  const pack = { ...overlay(below, rest), ...asExtended(base.pack, rest) };
  return { ok: true, pack, chain: [id, ...base.chain] };
}
