import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { StagingError } from './problem.ts';

export type Limits = {
  readonly longestLine: number;
  /** How many times larger a gzip file may become. */
  readonly inflation: number;
};

export type Line = { readonly number: number; readonly bytes: Buffer | 'too-long' };

const newline = 10;
const smallestSuspect = 64 * 1024 * 1024;

export async function isGzip(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 1 })) {
    return chunk[0] === 0x1f && chunk[1] === 0x8b;
  }
  return false;
}

/** The bytes of a file, inflated if it is gzip; one that grows beyond reason stops the run (a bomb). */
async function* inflated(path: string, limits: Limits): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (!(await isGzip(path))) {
    yield* file;
    return;
  }
  const { size } = await stat(path);
  const most = Math.max(smallestSuspect, size * limits.inflation);
  const gunzip = createGunzip({ chunkSize: 1 << 20 });
  file.on('error', (error) => gunzip.destroy(error));
  let grown = 0;
  try {
    for await (const chunk of file.pipe(gunzip)) {
      grown += chunk.length;
      if (grown > most) throw new StagingError('gzip-bomb', path);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof StagingError) throw error;
    throw new StagingError('gzip-broken', path, error);
  } finally {
    file.destroy();
  }
}

/**
 * The lines of a file one by one, without line ends; blank lines are left out but numbered. A line over the
 * limit is never held in memory: it comes as `too-long`. A byte order mark at the start is dropped.
 */
export async function* linesOf(path: string, limits: Limits): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let size = 0;
  let number = 1;
  const keep = (part: Buffer): void => {
    size += part.length;
    if (size > limits.longestLine) held = [];
    else if (part.length > 0) held.push(part);
  };
  for await (const chunk of inflated(path, limits)) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      keep(chunk.subarray(from, end));
      yield* finished(held, size, number, limits);
      [held, size, from] = [[], 0, end + 1];
      number += 1;
    }
    keep(Buffer.from(chunk.subarray(from)));
  }
  yield* finished(held, size, number, limits);
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

function* finished(
  held: readonly Buffer[],
  size: number,
  number: number,
  limits: Limits,
): Generator<Line> {
  if (size > limits.longestLine) {
    yield { number, bytes: 'too-long' };
    return;
  }
  const whole = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held);
  const bytes = number === 1 && whole.subarray(0, 3).equals(mark) ? whole.subarray(3) : whole;
  if (!isBlank(bytes)) yield { number, bytes };
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 13 || byte === 32 || byte === 9);
}
