import { runInNewContext } from 'node:vm';
import { UsageError } from '../errors.ts';

/** Longer than any form takes. What takes more was written to. */
const mostMilliseconds = 1_000;

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** The result, or nothing when it took longer than that. Nothing inside can catch the stop. */
function within<Result>(milliseconds: number, work: () => Result): { value: Result } | undefined {
  let result: { value: Result } | undefined;
  const run = (): void => {
    result = { value: work() };
  };
  try {
    runInNewContext('run()', { run }, { timeout: milliseconds });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  }
  return result;
}

/**
 * Does the work, or stops it: an expression can be written that would run for years, and so can its regular
 * expressions. What is said then is one line about the file. On a machine so busy that the work hardly ran, it is
 * begun again with more time: it is pure.
 */
export function bounded<Result>(path: string, work: () => Result): Result {
  for (let allowed = mostMilliseconds; ; allowed *= 2) {
    const before = process.cpuUsage();
    const result = within(allowed, work);
    if (result !== undefined) return result.value;
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > 0.9 * mostMilliseconds) break;
  }
  throw new UsageError(`${path}: takes longer than ${mostMilliseconds} ms; stopped`);
}
