import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bundle } from './bundle.ts';
import type { Folder } from './folders.ts';
import type { Verdict } from './judge.ts';

/** Far longer than all tests need on the busiest machine: what loops where no count is kept is ended with its process. */
const longestMs = 600_000;
const worker = fileURLToPath(new URL('worker.ts', import.meta.url));

/** The next word of the process; undefined when it says none in time. */
function word(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => settle(() => resolve(undefined)), longestMs);
    const onMessage = (said: unknown): void => settle(() => resolve(said));
    const onExit = (code: number | null): void =>
      settle(() => reject(new Error(`a judge ended with ${code}; its reason stands above`)));
    const settle = (end: () => void): void => {
      clearTimeout(limit);
      child.off('message', onMessage);
      child.off('exit', onExit);
      end();
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}

/** `checks`: it also looks whether a test depends on what runs before it. */
async function started(path: string, checks: boolean): Promise<ChildProcess> {
  const child = fork(worker, [path, String(checks)], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  if ((await word(child)) === undefined) throw new Error('the judges do not come to an end');
  return child;
}

async function work(
  first: Promise<ChildProcess>,
  again: () => Promise<ChildProcess>,
  next: () => number | undefined,
  told: (verdict: Verdict) => void,
): Promise<void> {
  let child = await first;
  for (let id = next(); id !== undefined; id = next()) {
    child.send(id);
    const verdict = (await word(child)) as Verdict | undefined;
    told(verdict ?? { id, outcome: 'timeout' });
    if (verdict !== undefined) continue;
    child.kill('SIGKILL');
    child = await again();
  }
  child.kill();
}

type Work = {
  /** When no more are begun, in milliseconds. */
  readonly until: number;
  readonly keep: (verdict: Verdict) => void;
};

/** The verdict on each of these mutants; on those that there is time for. */
export type Crew = (ids: readonly number[], work: Work) => Promise<readonly Verdict[]>;

/**
 * So many processes, which get to know the tests while the caller does something else. To be asked once, and at once.
 * `checks`: one of them also looks whether a test depends on what runs before it.
 */
export function crewFor(
  { bundle, folder }: { readonly bundle: Bundle; readonly folder: Folder },
  { processes, checks }: { readonly processes: number; readonly checks: boolean },
): Crew {
  const place = mkdtempSync(join(tmpdir(), 'mutants-'));
  const path = join(place, 'bundle.json');
  writeFileSync(path, JSON.stringify({ bundle, folder }));
  const children = Array.from({ length: processes }, (_, at) => started(path, checks && at === 0));
  return async (ids, { until, keep }) => {
    const waiting = [...ids];
    const verdicts: Verdict[] = [];
    const next = (): number | undefined => (Date.now() < until ? waiting.shift() : undefined);
    const told = (verdict: Verdict): void => {
      verdicts.push(verdict);
      keep(verdict);
    };
    const again = (): Promise<ChildProcess> => started(path, false);
    try {
      await Promise.all(children.map((child) => work(child, again, next, told)));
    } finally {
      rmSync(place, { recursive: true });
    }
    return verdicts;
  };
}
