import { type Json, objectsField } from '../json.ts';
import { nameOf } from './extension-name.ts';
import { type Reading, report } from './reading.ts';

/** Puts what an extension says into the target; false when it is malformed. */
export type ReadInto<Target> = (extension: Json, target: Target) => boolean;

/** Keeps what is read in the member of that name; `read` sees what stands there before. */
export function keep<Target, Name extends keyof Target>(
  name: Name,
  read: (extension: Json, before: Target[Name] | undefined) => Target[Name] | undefined,
): ReadInto<Target> {
  return (extension, target) => {
    const found = read(extension, target[name]);
    if (found === undefined) return false;
    target[name] = found;
    return true;
  };
}

/** One more in a list. */
export function more<Each>(read: (extension: Json) => Each | undefined) {
  return (extension: Json, before: readonly Each[] = []): readonly Each[] | undefined => {
    const one = read(extension);
    return one === undefined ? undefined : [...before, one];
  };
}

/** What is known of the extensions in one kind of place, by short name. */
export type ExtensionTable<Target> = {
  readonly readers: ReadonlyMap<string, ReadInto<Target>>;
  /** Read in another part of the program, or saying nothing about how the form behaves. */
  readonly elsewhere: ReadonlySet<string>;
  /** Without these the form would be another than its author meant: malformed, they refuse it. */
  readonly decisive: ReadonlySet<string>;
};

/** Reads the extensions of `raw` into `target`; those the table does not know are listed. */
export function readExtensions<Target>(
  reading: Reading,
  raw: Json,
  path: string,
  table: ExtensionTable<Target>,
  target: Target,
): Target {
  for (const [index, each] of objectsField(raw, 'extension').entries()) {
    const name = nameOf(each);
    const read = table.readers.get(name);
    if (read?.(each, target) || table.elsewhere.has(name)) continue;
    const severity = read && table.decisive.has(name) ? 'error' : 'warning';
    const code = read ? 'wrong-shape' : 'unsupported-extension';
    report(reading, severity, code, `${path}.extension[${index}]`);
  }
  return target;
}

/** Lists every extension of `raw` whose name is not known. */
export function reportUnknownExtensions(
  reading: Reading,
  raw: Json,
  elsewhere: ReadonlySet<string>,
  path: string,
): void {
  readExtensions(reading, raw, path, { readers: new Map(), elsewhere, decisive: elsewhere }, raw);
}
