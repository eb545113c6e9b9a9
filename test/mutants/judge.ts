import type { Loaded } from './load.ts';
import type { Mutant } from './mutant.ts';
import type { Group, Judge } from './stage.ts';

export type Outcome = 'killed' | 'survived' | 'no coverage' | 'timeout';
export type Verdict = {
  readonly id: number;
  readonly outcome: Outcome;
  /** The judge that saw it. */
  readonly by?: string;
  /** The change was never come to where it had been before: the switch, or a judge, is not to be trusted. */
  readonly astray?: true;
};

type Cost = {
  readonly at: number;
  readonly file: string;
  readonly rounds: number;
  readonly milliseconds: number;
};
type Known = {
  readonly load: (active: number, allowed: number) => Loaded;
  /** Rounds that loading takes, and all tests together. */
  readonly loading: number;
  readonly whole: number;
  /** By mutant, the judges that come to it, the cheapest first. */
  readonly judgesOf: ReadonlyMap<number, readonly Cost[]>;
};

/** Far more than unchanged code needs, so that only what has no end is cut. */
const allowedFor = (rounds: number): number => 50_000 + 10 * rounds;

async function all(runs: readonly ((...args: never) => unknown)[]): Promise<void> {
  for (const run of runs) await Reflect.apply(run, undefined, []);
}

/** What the groups around a test do before the first of their tests. */
async function begin({ groups }: Judge, begun: Set<Group>): Promise<readonly Group[]> {
  const fresh = groups.filter((group) => !begun.has(group));
  for (const group of fresh) {
    begun.add(group);
    await all(group.beforeAll);
  }
  return fresh;
}

/** What may still settle a promise: a timer, a turn that is due, a file, but not the pipe to the one that asks. */
const isWork = (resource: string): boolean => !/^(PipeWrap|TTYWrap)$/.test(resource);

/** Rejects once nothing is left that could settle the promise: it would be waited for as long as the machine runs. */
async function untilStuck(settled: () => boolean): Promise<void> {
  for (let turns = 0; turns < 1_000; turns++) {
    if (process.getActiveResourcesInfo().some(isWork)) turns = 0;
    await new Promise((resolve) => setImmediate(resolve));
    if (settled()) return;
  }
  throw new Error('waits for what never comes');
}

async function settledOrStuck(result: unknown): Promise<void> {
  if (!(result instanceof Promise)) return;
  let settled = false;
  const done = result.finally(() => {
    settled = true;
  });
  await Promise.race([done, untilStuck(() => settled).then(() => done)]);
}

async function runBody({ groups, run }: Judge): Promise<void> {
  for (const group of groups) await all(group.beforeEach);
  try {
    await settledOrStuck(run());
  } finally {
    for (const group of groups.toReversed()) await all(group.afterEach);
  }
}

async function end(begun: ReadonlySet<Group>): Promise<void> {
  for (const group of [...begun].reverse()) await all(group.afterAll);
}

const nameOf = ({ file, groups, name }: Judge): string =>
  [file, ...groups.slice(1).map((group) => group.name), name].join(' > ');

/** Every test once on the code as it is: which changes it comes to, and what it costs. */
async function firstRun({ judges, board }: Loaded): Promise<{
  readonly costs: readonly Cost[];
  readonly hits: readonly (readonly number[])[];
}> {
  const begun = new Set<Group>();
  const before = new Map<Group, readonly number[]>();
  const costs: Cost[] = [];
  const hits: (readonly number[])[] = [];
  for (const [at, judge] of judges.entries()) {
    const started = performance.now();
    try {
      const fresh = await begin(judge, begun);
      const common = board.take();
      for (const group of fresh) before.set(group, common);
      board.allow(Number.POSITIVE_INFINITY);
      await runBody(judge);
    } catch (error) {
      throw new Error(`fails on unchanged code: ${nameOf(judge)}`, { cause: error });
    }
    costs.push({
      at,
      file: judge.file,
      rounds: board.rounds(),
      milliseconds: performance.now() - started,
    });
    hits.push([...board.take(), ...judge.groups.flatMap((group) => before.get(group) ?? [])]);
  }
  await end(begun);
  return { costs, hits };
}

/** What a test file comes to while it loads counts for its own tests; what the code itself does, for all. */
function judgesByMutant(
  { judges, board }: Loaded,
  costs: readonly Cost[],
  hits: readonly (readonly number[])[],
): Map<number, readonly Cost[]> {
  const found = new Map<number, Set<number>>();
  const add = (id: number, at: number): void => {
    found.set(id, (found.get(id) ?? new Set()).add(at));
  };
  const loaded = [...board.loaded()];
  for (const [at, judge] of judges.entries()) {
    const before = loaded.filter(([file]) => !file.includes('.test.') || file === judge.file);
    for (const id of [...(hits[at] ?? []), ...before.flatMap(([, ids]) => ids)]) add(id, at);
  }
  const cheapest = costs.toSorted((a, b) => a.milliseconds - b.milliseconds);
  return new Map(
    [...found].map(([id, ats]) => [id, cheapest.filter(({ at }) => ats.has(at))] as const),
  );
}

/** `checks`: that no test depends on what runs before it. */
export async function acquaint(load: Known['load'], checks: boolean): Promise<Known> {
  const unchanged = load(-1, Number.POSITIVE_INFINITY);
  const loading = unchanged.board.rounds();
  // What was asked while loading is put away by file before the first test asks.
  unchanged.board.loaded();
  const { costs, hits } = await firstRun(unchanged);
  const whole = costs.reduce((sum, { rounds }) => sum + rounds, 0);
  const known = { load, loading, whole, judgesOf: judgesByMutant(unchanged, costs, hits) };
  if (!checks) return known;
  const again = await tried(
    known,
    -1,
    costs.toSorted((a, b) => a.milliseconds - b.milliseconds),
  );
  if (again.by !== undefined) throw new Error(`depends on what runs before it: ${again.by}`);
  return known;
}

type Tried = { readonly by?: string; readonly reached: boolean; readonly endless: boolean };

function loadedWith({ load, loading }: Known, id: number): Loaded | Tried {
  try {
    return load(id, allowedFor(loading));
  } catch (error) {
    return { by: `loading: ${String(error)}`, reached: true, endless: false };
  }
}

/** The first judge that fails with this change on. */
async function tried(known: Known, id: number, costs: readonly Cost[]): Promise<Tried> {
  const loaded = loadedWith(known, id);
  if ('reached' in loaded) return loaded;
  const { judges, board } = loaded;
  const begun = new Set<Group>();
  const seen = (by?: string): Tried => ({
    ...(by === undefined ? {} : { by }),
    reached: board.reached(),
    endless: board.endless(),
  });
  for (const { at, rounds } of costs) {
    const judge = judges[at];
    if (judge === undefined) return seen('a test that is no longer there');
    try {
      board.allow(allowedFor(known.whole));
      await begin(judge, begun);
      board.allow(allowedFor(rounds));
      await runBody(judge);
    } catch {
      await end(begun);
      return seen(nameOf(judge));
    }
  }
  await end(begun);
  return seen();
}

export async function verdictOn(
  known: Known,
  { id, file }: Mutant,
  judges: (judge: string, of: string) => boolean,
): Promise<Verdict> {
  const costs = (known.judgesOf.get(id) ?? []).filter((each) => judges(each.file, file));
  if (costs.length === 0) return { id, outcome: 'no coverage' };
  const { by, reached, endless } = await tried(known, id, costs);
  const outcome = endless ? 'timeout' : by === undefined ? 'survived' : 'killed';
  return {
    id,
    outcome,
    ...(by === undefined ? {} : { by }),
    ...(reached ? {} : { astray: true }),
  };
}
