import { readFileSync } from 'node:fs';
import { type Bundle, bundleOf } from './bundle.ts';
import { refusedBy } from './compiles.ts';
import { crewFor } from './crew.ts';
import { isEquivalent, outlived } from './equivalent.ts';
import { type Folder, filesBelow, judgesOf, judging } from './folders.ts';
import type { Verdict } from './judge.ts';
import { digestOf, type Memory, memoryAt, noMemory } from './memory.ts';
import type { Mutant } from './mutant.ts';
import { sampled, shuffled } from './sample.ts';
import { type Judged, type Row, rowOf, rowsOf } from './tally.ts';

export type Survivor = {
  readonly file: string;
  readonly line: number;
  readonly operator: string;
  readonly was: string;
  readonly becomes: string;
  readonly outcome: Verdict['outcome'];
};

export type Tried = {
  readonly folder: Folder;
  readonly rows: readonly Row[];
  /** How many more the compiler would have refused. */
  readonly refused: number;
  readonly survivors: readonly Survivor[];
  /** What makes the figures not to be trusted. */
  readonly astray: readonly string[];
  readonly outlived: readonly string[];
  /** Those that there was no time for. */
  readonly untried: number;
  readonly passed: boolean;
};

type Size = {
  readonly most: number;
  readonly seed: number;
  readonly processes: number;
  /** When no more are begun, in milliseconds; what is found until then is remembered for the next run. */
  readonly until?: number | undefined;
};

const placeOf = ({ file, line, was, becomes }: Mutant): string =>
  `${file}:${line} ${was} → ${becomes || '(nothing)'}`;

/** A sample is held to the bar with two standard errors to spare. */
function allowance(row: Row, whole: boolean): number {
  const share = row.score / 100;
  return whole ? 0 : 200 * Math.sqrt((share * (1 - share)) / Math.max(row.mutants, 1));
}

function survivorsIn(judged: readonly Judged[]): readonly Survivor[] {
  return judged
    .filter(({ mutant }) => !isEquivalent(mutant))
    .filter(({ verdict: { outcome } }) => outcome === 'survived' || outcome === 'no coverage')
    .map(({ mutant: { file, line, operator, was, becomes }, verdict: { outcome } }) => ({
      file,
      line,
      operator,
      was,
      becomes,
      outcome,
    }));
}

/** What was found about precisely this code, these tests and cases, and this sample. */
function memoryOf({ folder, judges }: Folder, bundle: Bundle, sample: readonly number[]): Memory {
  const texts = judges.flatMap((place) =>
    filesBelow(place).map((file) => readFileSync(file, 'utf8')),
  );
  const digest = digestOf([
    bundle.code,
    sample.join(' '),
    readFileSync('package-lock.json', 'utf8'),
    ...texts,
  ]);
  return memoryAt(`node_modules/.cache/mutants/${folder.replaceAll('/', '-')}.jsonl`, digest);
}

/** Tries changes to these files of a folder, all or a sample, and says how many its tests see. */
export async function runFolder(
  folder: Folder,
  files: readonly string[],
  { most, seed, processes, until }: Size,
): Promise<Tried> {
  const judges = judging(folder);
  const tests = judgesOf(folder).filter((test) => files.some((file) => judges(test, file)));
  const bundle = await bundleOf(process.cwd(), files, tests);
  const { mutants } = bundle;
  // About half are refused: a sample is drawn twice as wide first, so that few are asked of the compiler.
  const candidates = sampled(mutants, 2 * most, seed);
  const memory = until === undefined ? noMemory : memoryOf(folder, bundle, [most, seed]);
  // They get to know the tests while the compiler is asked.
  const checks = most === Number.POSITIVE_INFINITY && memory.verdicts.length === 0;
  const verdictsOn = crewFor({ bundle, folder }, { processes, checks });
  const refused = memory.refused(() => refusedBy(folder.config, candidates));
  const chosen = sampled(
    candidates.filter(({ id }) => !refused.has(id)),
    most,
    seed,
  );
  const verdicts = new Map(memory.verdicts.map((each) => [each.id, each]));
  const found = await verdictsOn(
    shuffled(
      chosen.map(({ id }) => id).filter((id) => !verdicts.has(id)),
      seed,
    ),
    { until: until ?? Number.POSITIVE_INFINITY, keep: memory.keep },
  );
  for (const each of found) verdicts.set(each.id, each);
  const judged = chosen.flatMap((mutant) => {
    const verdict = verdicts.get(mutant.id);
    return verdict === undefined ? [] : [{ mutant, verdict }];
  });
  const astray = judged
    .filter(({ verdict }) => verdict.astray)
    .map(({ mutant }) => placeOf(mutant));
  const gone = outlived(files, mutants);
  const row = rowOf(folder.folder, judged);
  const enough = row.score + allowance(row, candidates.length === mutants.length) >= folder.bar;
  return {
    folder,
    rows: rowsOf(folder.folder, judged),
    refused: refused.size,
    survivors: survivorsIn(judged),
    astray,
    outlived: gone,
    untried: chosen.length - judged.length,
    passed: enough && astray.length === 0 && gone.length === 0,
  };
}
