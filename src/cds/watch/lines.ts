import { closeSync, openSync, writeSync } from 'node:fs';

export type Appender = {
  /** Resolves once the line is with the operating system. */
  append(line: string): Promise<void>;
  close(): Promise<void>;
};

type Batch = { readonly lines: string[]; readonly written: Promise<void> };

/**
 * Appends lines to a file. Lines of one turn of the event loop go out in one write: that costs a call far less
 * than a trip through the thread pool, where signatures are being verified.
 */
export async function appender(path: string): Promise<Appender> {
  const file = openSync(path, 'a', 0o600);
  let batch: Batch | undefined;

  function begin(): Batch {
    const lines: string[] = [];
    const written = new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        batch = undefined;
        try {
          writeAll(file, lines.join(''));
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return { lines, written };
  }
  return {
    append(line) {
      batch ??= begin();
      batch.lines.push(`${line}\n`);
      return batch.written;
    },
    async close() {
      await batch?.written;
      closeSync(file);
    },
  };
}

/** A write may take less than it was given; then the rest follows as bytes. */
function writeAll(file: number, text: string): void {
  const written = writeSync(file, text);
  if (written === Buffer.byteLength(text)) return;
  let rest = Buffer.from(text).subarray(written);
  while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
}
