import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Shape } from '../views/index.ts';
import { checkLine, type LineFault } from './line-check.ts';
import { type Limits, linesOf } from './lines.ts';
import type { SourceFile } from './source-files.ts';

/** A line that was left out: where it stands, and why. Never what it said. */
export type Rejected = { readonly file: string; readonly line: number; readonly reason: LineFault };

export type Cleaned = {
  /** Resource type → the file that holds its good lines. */
  readonly files: ReadonlyMap<string, string>;
  readonly rejected: readonly Rejected[];
};

/**
 * The slow way for a file that the strict reader refused: every line is checked; good ones are copied to one
 * file a resource type, bad ones are named and counted. Types no view asks for are left where they are.
 */
export async function clean(
  file: SourceFile,
  shapes: ReadonlyMap<string, Shape>,
  place: string,
  limits: Limits,
): Promise<Cleaned> {
  const outputs = new Map<string, WriteStream>();
  const rejected: Rejected[] = [];
  const base = `clean-${file.path.replace(/^.*source-(\d+)\..*$/, '$1')}`;
  const pathOf = (type: string): string => join(place, `${base}-${type}.ndjson`);
  try {
    for await (const { number, bytes } of linesOf(file.original, limits)) {
      const checked =
        bytes === 'too-long'
          ? ({ ok: false, fault: 'too-long' } as const)
          : checkLine(bytes, shapes);
      if (!checked.ok) {
        rejected.push({ file: file.original, line: number, reason: checked.fault });
      } else if (shapes.has(checked.type) && bytes !== 'too-long') {
        const output = outputs.get(checked.type) ?? createWriteStream(pathOf(checked.type));
        outputs.set(checked.type, output);
        await write(output, bytes);
      }
    }
  } finally {
    await Promise.all([...outputs.values()].map((output) => finished(output.end())));
  }
  const files = new Map([...outputs.keys()].map((type) => [type, pathOf(type)]));
  return { files, rejected };
}

async function write(output: WriteStream, bytes: Buffer): Promise<void> {
  output.write(bytes);
  if (!output.write('\n')) await once(output, 'drain');
}
