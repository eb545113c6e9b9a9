import { runInNewContext } from 'node:vm';
import { UsageError } from '../errors.ts';

/** Longer than any form takes. What takes more was written to. */
const mostMilliseconds = 1_000;

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * Does the work, or stops it: an expression can be written that would run for years, and so can its regular
 * expressions. Nothing inside can catch the stop. What is said then is one line about the file.
 */
export function bounded<Result>(path: string, work: () => Result): Result {
  let result: { readonly value: Result } | undefined;
  const run = (): void => {
    result = { value: work() };
  };
  try {
    runInNewContext('run()', { run }, { timeout: mostMilliseconds });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  if (result === undefined) {
    throw new UsageError(`${path}: takes longer than ${mostMilliseconds} ms; stopped`);
  }
  return result.value;
}
