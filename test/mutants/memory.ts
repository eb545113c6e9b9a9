import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Verdict } from './judge.ts';

/** What an earlier part of the same run has found, so that a long one can be cut in slices. */
export type Memory = {
  /** The changes that the compiler refuses, asked once. */
  readonly refused: (ask: () => ReadonlySet<number>) => ReadonlySet<number>;
  readonly verdicts: readonly Verdict[];
  readonly keep: (verdict: Verdict) => void;
};

export const noMemory: Memory = {
  refused: (ask) => ask(),
  verdicts: [],
  keep: () => undefined,
};

/** One text for what a run depends on: what differs in it has nothing to do with this run. */
export function digestOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const each of parts) hash.update(`${each.length}\n${each}`);
  return hash.digest('hex');
}

type Head = { readonly digest: string; readonly refused: readonly number[] };

/** The lines of the file; the last may be cut off, when the run was. */
function linesIn(path: string): readonly unknown[] {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
  return lines.map((line): unknown => JSON.parse(line));
}

/** Kept in a file, a verdict a line, written as it is found; what is about another digest is forgotten. */
export function memoryAt(path: string, digest: string): Memory {
  const [head, ...all] = linesIn(path) as readonly [Head?, ...Verdict[]];
  const known = head?.digest === digest ? head : undefined;
  const verdicts = known === undefined ? [] : all;
  const begin = (refused: readonly number[]): void => {
    const lines = [{ digest, refused } satisfies Head, ...verdicts];
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, lines.map((each) => `${JSON.stringify(each)}\n`).join(''));
  };
  return {
    refused: (ask) => {
      const refused = known?.refused ?? [...ask()];
      begin(refused);
      return new Set(refused);
    },
    verdicts,
    keep: (verdict) => appendFileSync(path, `${JSON.stringify(verdict)}\n`),
  };
}
