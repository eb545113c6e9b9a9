import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const folder = join(import.meta.dirname, 'forms');

const figures = z.record(
  z.string(),
  z.union([
    z.object({ median: z.number(), longest: z.number() }),
    z.object({ failed: z.string() }),
  ]),
);

export type PeerFigures = z.infer<typeof figures>;

/** Fetches the other engines, the first time; they are 620 MB and no dependency of the project. */
export function installPeers(): void {
  if (existsSync(join(folder, 'node_modules'))) return;
  // A shell, because npm is a script on Windows. Nothing here comes from outside this folder.
  const command = 'npm ci --ignore-scripts --no-audit --no-fund --legacy-peer-deps';
  execFileSync(command, { shell: true, cwd: folder, stdio: 'ignore' });
}

/** What each of the other engines needs for one answer in the form. */
export function peersOn(questionnaire: unknown): PeerFigures {
  const place = mkdtempSync(join(tmpdir(), 'forms-'));
  try {
    const file = join(place, 'form.json');
    writeFileSync(file, JSON.stringify(questionnaire));
    const printed = execFileSync(process.execPath, [join(folder, 'run.mjs'), file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // They print for themselves too; the figures are the last line.
    return figures.parse(JSON.parse(printed.trim().split('\n').at(-1) ?? ''));
  } finally {
    rmSync(place, { recursive: true });
  }
}
