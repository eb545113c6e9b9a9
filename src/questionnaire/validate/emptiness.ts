import { isObject } from '../json.ts';

/** Nesting that no form has, and no reader should be asked to follow. */
const maxDepth = 300;

type Nested = readonly [path: string, value: unknown];

/** What is directly inside; null may stand in a list for a primitive that has only an extension. */
function inside(path: string, value: unknown): readonly Nested[] {
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown, index) =>
      each === null ? [] : [[`${path}[${index}]`, each] as const],
    );
  }
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, each]) => [`${path}.${name}`, each] as const);
}

function isEmpty(value: unknown): boolean {
  if (value === '' || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** The paths of everything empty: text, lists, objects and nulls, none of which FHIR's JSON may have; or too deep. */
export function emptyPaths(root: unknown, path: string): readonly string[] {
  const found: string[] = [];
  let level: readonly Nested[] = [[path, root]];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return [...found, path];
    found.push(...level.flatMap(([here, value]) => (isEmpty(value) ? [here] : [])));
    level = level.flatMap(([here, value]) => inside(here, value));
  }
  return found;
}
