import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';

const plantedBug = z.strictObject({
  name: z.string(),
  file: z.string(),
  /** Stands exactly once in the file; `put` comes instead of it. */
  find: z.string(),
  put: z.string(),
});
export type PlantedBug = z.infer<typeof plantedBug>;

export const plantedBugs = z
  .array(plantedBug)
  .parse(JSON.parse(readFileSync(new URL('./planted-bugs.json', import.meta.url), 'utf8')));

const copied = ['src/fhir', 'src/outbox', 'src/session', 'test/simulation', 'package.json'];

/** A copy of the write path and its simulation, outside the checkout, with the bug in it. */
function plant(bug: PlantedBug): string {
  const copy = mkdtempSync(join(tmpdir(), 'planted-'));
  for (const each of copied) {
    cpSync(each, join(copy, each), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  const path = join(copy, bug.file);
  const parts = readFileSync(path, 'utf8').split(bug.find);
  if (parts.length !== 2) throw new Error(`${bug.name}: stands ${parts.length - 1} times`);
  writeFileSync(path, parts.join(bug.put));
  return copy;
}

/** What gives a bug away: the first seed with what it breaks, and every invariant that it breaks in all of them. */
export type Caught = { readonly first: string; readonly invariants: readonly string[] };

/** Undefined when none of so many seeds gives it away. */
export async function hunt(bug: PlantedBug, seeds: number): Promise<Caught | undefined> {
  const copy = plant(bug);
  try {
    const output = await new Promise<string>((done) => {
      const run = ['--import', 'tsx', 'test/simulation/main.ts', '--seeds', `${seeds}`];
      execFile(process.execPath, run, { cwd: copy }, (_error, text) => done(text));
    });
    const first = /^seed \d+: .*$/m.exec(output)?.[0];
    const invariants = [...output.matchAll(/^\| (I[1-7]) \| \d+ \|$/gm)].map(
      ([, each = '']) => each,
    );
    return first === undefined ? undefined : { first, invariants };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** The bugs that each invariant alone gives away. */
export function foundAlone(caught: readonly Caught[]): ReadonlySet<string> {
  return new Set(caught.flatMap(({ invariants }) => (invariants.length === 1 ? invariants : [])));
}
