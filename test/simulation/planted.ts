import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { runWide } from './run-wide.ts';
import { told } from './tally.ts';

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

/** What gives a bug away: the first seed with what it breaks, and every invariant that it breaks in all of them. */
export type Caught = { readonly first: string; readonly invariants: readonly string[] };

/** Undefined when none of so many seeds gives it away. */
export async function hunt(bug: PlantedBug, seeds: number): Promise<Caught | undefined> {
  const { violating } = await runWide(0, seeds, 1, bug);
  const [first] = violating;
  if (first === undefined) return undefined;
  const broken = violating.flatMap(({ violations }) => violations.map((each) => each.invariant));
  return { first: told(first), invariants: [...new Set(broken)].toSorted() };
}

/** The bugs that each invariant alone gives away. */
export function foundAlone(caught: readonly Caught[]): ReadonlySet<string> {
  return new Set(caught.flatMap(({ invariants }) => (invariants.length === 1 ? invariants : [])));
}
