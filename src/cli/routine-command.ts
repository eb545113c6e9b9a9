import { type Change, explain } from '../routine/index.ts';
import type { Command, Reporter } from './command.ts';
import { ContentError, UsageError } from './errors.ts';
import { readRoutineFolders } from './routine-folder.ts';
import { problemsInWords } from './routine-problems.ts';

/** Longer values are cut: the file has the whole. */
const longest = 100;

function short(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function changeInWords({ path, before, after }: Change): string {
  if (before === undefined) return `  adds     ${path}: ${short(after)}`;
  if (after === undefined) return `  removes  ${path}: ${short(before)}`;
  return `  changes  ${path}: ${short(before)} → ${short(after)}`;
}

/** `steps.body` asks for that, all that is in it, and what it is in. */
function under(path: string, asked: string | undefined): boolean {
  if (asked === undefined || path === asked) return true;
  return path.startsWith(`${asked}.`) || asked.startsWith(`${path}.`);
}

function explainTo(folder: string, asked: string | undefined, report: Reporter): number {
  const read = readRoutineFolders(folder);
  const explained = explain(read.id, read.folders);
  if (!explained.ok) throw new ContentError(folder, problemsInWords(explained.problems, read));
  report.out(explained.layers.map(({ folder: id }) => id).join(' ← '));
  explained.layers.forEach(({ folder: id, changes }, index) => {
    const wanted = changes.filter(({ path }) => under(path, asked));
    const base = index === 0;
    report.out(base ? `${id}: the base` : `${id}: ${wanted.length} differences`);
    const told = base && asked === undefined ? [] : wanted;
    for (const change of told) report.out(changeInWords(change));
  });
  return 0;
}

export const routineCommand: Command = {
  name: 'routine',
  summary: 'routine explain routines/ID [steps.body]: which folder says what, from the base up',
  run: async ({ args: [action, folder, asked], report }) => {
    if (action !== 'explain' || folder === undefined) {
      throw new UsageError(
        'routine explain routines/ID [PLACE], as in: routine explain routines/se-orebro services.counsellor',
      );
    }
    return explainTo(folder, asked, report);
  },
};
