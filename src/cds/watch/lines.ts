import { open } from 'node:fs/promises';

export type Appender = {
  /** Resolves once the line is with the operating system. */
  append(line: string): Promise<void>;
  close(): Promise<void>;
};

/** Appends lines to a file. Lines that come while one write is under way go out together in the next. */
export async function appender(path: string): Promise<Appender> {
  const file = await open(path, 'a', 0o600);
  let waiting: string[] = [];
  let next: Promise<void> | undefined;
  let busy: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    const lines = waiting;
    waiting = [];
    next = undefined;
    return file.appendFile(lines.join(''));
  }
  return {
    append(line) {
      waiting.push(`${line}\n`);
      if (next === undefined) {
        // A failed write is told to those who waited for it, and the next one starts afresh.
        next = busy.then(flush, flush);
        busy = next;
      }
      return next;
    },
    async close() {
      await busy;
      await file.close();
    },
  };
}
