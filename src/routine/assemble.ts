import { isObject, type Json } from './json.ts';
import type { PackProblem } from './problem.ts';

/** A folder of a routine as read: file name → parsed JSON. */
export type Folder = Readonly<Record<string, unknown>>;

export type Assembled =
  | { readonly ok: true; readonly pack: Json }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

/** Keys for editors, not part of a pack. */
const forEditors: ReadonlySet<string> = new Set(['$schema', '$comment']);

const layerFile = /(?:^|\/)layers\/([a-z0-9.-]+)\.json$/;

/** What a file adds to the pack: its keys; a file below `layers/` is one layer, named as the file. */
function contentOf(file: string, content: unknown): Json {
  if (!isObject(content)) return {};
  const layer = layerFile.exec(file)?.[1];
  if (layer === undefined) return content;
  const { licence, ...rest } = content;
  const kept = Object.entries(rest).filter(([key]) => !forEditors.has(key));
  return { licence, [`layers.${layer}`]: [Object.fromEntries(kept)] };
}

type Entry = { readonly file: string; readonly key: string; readonly value: unknown };

function entriesOf(folder: Folder): readonly Entry[] {
  return Object.entries(folder).flatMap(([file, content]) =>
    Object.entries(contentOf(file, content))
      .filter(([key]) => !forEditors.has(key))
      .map(([key, value]) => ({ file, key, value })),
  );
}

function clash(first: Entry | undefined, entry: Entry): readonly PackProblem[] {
  if (first === undefined || first === entry) return [];
  if (entry.key !== 'licence') {
    return [{ code: 'duplicate-key', path: entry.file, found: entry.key }];
  }
  return first.value === entry.value ? [] : [{ code: 'licence-differs', path: entry.file }];
}

/**
 * The files of one folder as one (partial) pack. Every file holds some of the pack's top-level keys and says
 * its licence; no other key may stand in two files, so the order of the files never matters.
 */
export function assemble(folder: Folder): Assembled {
  const entries = entriesOf(folder);
  const firsts = new Map<string, Entry>();
  for (const entry of entries) if (!firsts.has(entry.key)) firsts.set(entry.key, entry);
  const problems: readonly PackProblem[] = [
    ...Object.keys(folder)
      .filter((file) => !isObject(folder[file]))
      .map((path) => ({ code: 'not-an-object' as const, path })),
    ...entries.flatMap((entry) => clash(firsts.get(entry.key), entry)),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const isLayer = ({ key }: Entry): boolean => key.startsWith('layers.');
  const layers = entries
    .filter(isLayer)
    .map(({ key, value }) => [key.slice('layers.'.length), value]);
  const plain = entries.filter((entry) => !isLayer(entry)).map(({ key, value }) => [key, value]);
  const pack = Object.fromEntries(plain);
  return {
    ok: true,
    pack: layers.length > 0 ? { ...pack, layers: Object.fromEntries(layers) } : pack,
  };
}
