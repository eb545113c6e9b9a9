/**
 * Runs at most so many pieces of work at once; the rest wait in order. More threads verifying signatures than
 * there are cores would only take the core from the thread that answers.
 */
export function lanes(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  const done = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (work) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      done();
    }
  };
}
