import type { Folder } from './assemble.ts';
import { isObject } from './json.ts';
import { effective } from './overlay.ts';
import type { Pack } from './pack.ts';
import type { PackProblem } from './problem.ts';

/** One thing that a folder says otherwise than what it lies over; `before` is absent where it adds, `after` where it removes. */
export type Change = {
  readonly path: string;
  /** The path in parts: names may have dots in them. */
  readonly parts: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
};

/** `layers`: the base first, with everything that it says as additions. */
export type Explained =
  | {
      readonly ok: true;
      readonly layers: readonly { readonly folder: string; readonly changes: readonly Change[] }[];
    }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

function nameOf(thing: unknown): string | undefined {
  if (!isObject(thing)) return undefined;
  const name = thing['id'] ?? thing['code'] ?? thing['item'];
  return typeof name === 'string' ? name : undefined;
}

/** A list of named things by name, any other list by place; what is neither list nor object has no parts. */
function partsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (isObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  const named = value.every((each) => nameOf(each) !== undefined);
  return named ? new Map(value.map((each) => [nameOf(each) ?? '', each])) : undefined;
}

function differences(
  before: unknown,
  after: unknown,
  parts: readonly string[] = [],
): readonly Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [old, now] = [partsOf(before), partsOf(after)];
  const whole = parts.at(-1) === 'when' || old === undefined || now === undefined;
  if (whole) {
    return [
      {
        path: parts.join('.'),
        parts,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      },
    ];
  }
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.flatMap((key) => differences(old.get(key), now.get(key), [...parts, key]));
}

/** What one version of a routine says otherwise than another, thing by thing. */
export function changesBetween(before: Pack, after: Pack): readonly Change[] {
  return differences(before, after);
}

/** The same keys with nothing in them, so that a base is told of part by part. */
function emptied(pack: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(pack).flatMap(([key, value]) => {
      if (Array.isArray(value)) return [[key, []]];
      return isObject(value) ? [[key, {}]] : [];
    }),
  );
}

/** Which folder of the chain says what: each one's differences from what it lies over. */
export function explain(id: string, folders: Readonly<Record<string, Folder>>): Explained {
  const whole = effective(id, folders);
  if (!whole.ok) return whole;
  let below: unknown;
  const layers = whole.chain.toReversed().map((folder) => {
    const own = effective(folder, folders);
    const now = own.ok ? own.pack : {};
    const changes = differences(below ?? emptied(now), now);
    below = now;
    return { folder, changes };
  });
  return { ok: true, layers };
}

type Walked = { readonly text: string; readonly at: unknown };

function stepInto({ text, at }: Walked, part: string): Walked {
  const index = /^\[(\d+)\]$/.exec(part)?.[1];
  if (index !== undefined) {
    const thing: unknown = Array.isArray(at) ? at[Number(index)] : undefined;
    const name = nameOf(thing);
    return { text: `${text}${name === undefined ? part : `.${name}`}`, at: thing };
  }
  return { text: text === '' ? part : `${text}.${part}`, at: isObject(at) ? at[part] : undefined };
}

/** A place of the effective routine by name: `steps[3].rules[1]` as `steps.children.rules.children.told`. */
export function placeByName(
  id: string,
  folders: Readonly<Record<string, Folder>>,
  path: string,
): string {
  const whole = effective(id, folders);
  const start: Walked = { text: '', at: whole.ok ? whole.pack : undefined };
  return path.split(/\.|(?=\[)/).reduce(stepInto, start).text;
}
