import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchExport } from './coverage-export.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'coverage-step.ts');

export type StepName = 'bytes' | 'parse' | 'hand' | 'named' | 'flatten' | 'measure';

export type Timing = { readonly seconds: number; readonly cpu: number; readonly megabytes: number };

/** One step in a process of its own, so that its memory is its own. */
async function timed(step: StepName, { from, place }: BenchExport): Promise<Timing> {
  if (step === 'flatten') emptied(place);
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, step, from, place]);
  return JSON.parse(stdout);
}

/** Staging begins in an empty folder, as it does in a run. */
function emptied(place: string): void {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
}

/**
 * The middle one of three, of each step; the steps take turns, so that a minute of a busy machine meets all of them.
 * The memory is the most of the three.
 */
export async function inTurns(
  steps: readonly StepName[],
  made: BenchExport,
): Promise<Readonly<Record<StepName, Timing>>> {
  const all = new Map<StepName, Timing[]>(steps.map((step) => [step, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [step, seen] of all) seen.push(await timed(step, made));
  }
  const middles = [...all].map(([step, seen]) => [step, middle(seen)]);
  return Object.fromEntries(middles);
}

const rounds = 3;

function middle(seen: readonly Timing[]): Timing {
  const of = (read: (timing: Timing) => number): number =>
    seen.map(read).toSorted((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0;
  return {
    seconds: of(({ seconds }) => seconds),
    cpu: of(({ cpu }) => cpu),
    megabytes: Math.max(...seen.map(({ megabytes }) => megabytes)),
  };
}

/** One line of the table; a busy machine shows in seconds, less in processor seconds. */
export const lineOf = (what: string, { seconds, cpu, megabytes }: Timing, rate: string): string =>
  `${what.padEnd(34)} ${seconds.toFixed(2).padStart(8)} s ${cpu.toFixed(2).padStart(8)} cpu-s ${String(megabytes).padStart(5)} MB  ${rate}`;

export const rateOf = (bytes: number, { seconds }: Timing): string =>
  `${Math.round(bytes / 1e6 / seconds)} MB/s`;
