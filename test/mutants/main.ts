import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { changedSince } from './changed.ts';
import { codeOf, folders } from './folders.ts';
import { runFolder, type Tried } from './run.ts';
import { tableOf } from './tally.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Which part of the code; else all that has a bar. */
    folder: { type: 'string' },
    /** Only the files whose name this expression finds. */
    only: { type: 'string', default: '' },
    /** Only what differs from the commit that follows (else from the last common one with origin/main, or the one before). */
    changed: { type: 'boolean', default: false },
    /** A sample of so many, drawn by the seed. */
    most: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** Begins nothing more after so long; the same command then goes on where it was. */
    minutes: { type: 'string' },
    processes: { type: 'string', default: String(availableParallelism()) },
    /** Where the changes that nobody saw are written, with their lines. */
    survivors: { type: 'string', default: 'node_modules/.cache/mutants/survivors.json' },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const sampleOfChanged = 60;
/** Told from a run that is under its bar, so that a shell can go on by itself. */
const unfinished = 3;

/** The files that this run is about; undefined stands for all. */
function wanted(): ReadonlySet<string> | undefined {
  if (!values.changed) return undefined;
  const found = changedSince(positionals[0]);
  if (found === undefined) {
    say('No history to compare with: a sample of everything is tried.');
    return undefined;
  }
  say(`Changed since ${found.since}: ${found.files.length} files.`);
  return new Set(found.files);
}

function mostOf(parts: number): number {
  if (values.most !== undefined) return Number(values.most);
  return values.changed
    ? Math.ceil(sampleOfChanged / Math.max(parts, 1))
    : Number.POSITIVE_INFINITY;
}

const untilOf = (minutes: string | undefined): number | undefined =>
  minutes === undefined ? undefined : Date.now() + Number(minutes) * 60_000;

function tell({ folder, rows, refused, astray, outlived, untried, passed }: Tried): void {
  say(`\n${tableOf(rows)}`);
  if (untried > 0) say(`${untried} more are not tried yet: the same command goes on.`);
  say(`${refused} more would not compile.`);
  for (const each of astray) say(`came to nothing where it should have: ${each}`);
  for (const each of outlived) say(`listed as equivalent, and not there any more: ${each}`);
  if (!passed && untried === 0) say(`${folder.folder} is under its bar of ${folder.bar}.`);
}

const files = wanted();
const only = new RegExp(values.only);
const parts = folders
  .filter(({ folder }) => values.folder === undefined || folder === values.folder)
  .map((folder) => ({
    folder,
    files: codeOf(folder).filter((file) => only.test(file) && (files?.has(file) ?? true)),
  }))
  .filter((part) => part.files.length > 0);
if (parts.length === 0) say('Nothing that is judged here has changed.');

const survivors: object[] = [];
const until = untilOf(values.minutes);
for (const part of parts) {
  const tried = await runFolder(part.folder, part.files, {
    most: mostOf(parts.length),
    seed: Number(values.seed),
    processes: Number(values.processes),
    until,
  });
  tell(tried);
  survivors.push(...tried.survivors);
  if (tried.untried > 0) process.exitCode = unfinished;
  else if (!tried.passed) process.exitCode = 1;
}
mkdirSync(dirname(values.survivors), { recursive: true });
writeFileSync(values.survivors, `${JSON.stringify(survivors, null, 2)}\n`);
if (survivors.length > 0) say(`\n${survivors.length} that no test saw: ${values.survivors}`);
