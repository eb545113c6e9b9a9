import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../errors.ts';

/** No form of this world is larger; what is, is not read. */
const largestFile = 10 * 1024 * 1024;
const deepest = 200;

/** How deep a JSON value goes, without recursion: what is too deep must not overflow anything. */
function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
  }
  return false;
}

function textOf(path: string): string {
  try {
    if (statSync(path).size > largestFile) {
      throw new UsageError(`${path}: larger than ${largestFile / 1024 / 1024} MB`);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A JSON file, or one clear line about what is wrong with it. */
export function readJsonFile(path: string): unknown {
  const text = textOf(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path}: not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  if (isTooDeep(value)) throw new UsageError(`${path}: nested deeper than ${deepest} levels`);
  return value;
}
