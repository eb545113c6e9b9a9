import { randomBytes } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Pack } from '../routine/index.ts';
import { type Cache, pseudonymKey, type Source, throughCache } from './cache/index.ts';
import type { Change } from './changes.ts';
import { type Duck, openDuck, usualMemory } from './engine/duckdb.ts';
import { type EngineChoice, engineOf } from './engine/index.ts';
import { states } from './measure/figures.ts';
import type { Period } from './measure/period.ts';
import { qualityOf, qualityQueries } from './measure/quality.ts';
import { type Measured, measure } from './measure/run.ts';
import { writeRejected, writeReport } from './output/write.ts';
import {
  draftRelease,
  type Grain,
  lowestThreshold,
  type Release,
  suppress,
  suppressUnless,
  timesOf,
  usualThreshold,
} from './release/index.ts';
import type { Report, StaleContact } from './report.ts';
import { eachOnce } from './staging/once.ts';
import { privatePlace } from './staging/private-place.ts';
import { type Progress, stage } from './staging/stage.ts';
import { stageViewRows, viewDefinitions } from './staging/view-rows.ts';

export type CoverageOptions = {
  /** A folder of NDJSON files, plain or gzip. */
  readonly from: string;
  /** The folder holds Parquet instead: the rows of our views, made by another engine. */
  readonly viewed?: boolean;
  readonly pack: Pack;
  readonly period: Period;
  readonly out: string;
  /** Calendar day of the run. */
  readonly today: string;
  readonly threshold?: number;
  /** For a test with three patients only: lets the threshold go below the lowest one allowed. */
  readonly unsafeThreshold?: true;
  /** What the site changed and when, for the charts over time. */
  readonly changes?: readonly Change[];
  /** Of `synthesise`, not of people. */
  readonly madeUp?: true;
  readonly memory?: string;
  readonly threads?: number;
  /** Where staging is kept while the run lasts. */
  readonly temporary?: string;
  /** Keeps what was staged, sealed, and counts all exports kept there together. Without it nothing is kept. */
  readonly cache?: Cache;
  /** Of the export at hand, for the cache: where it came from, when, and what is gone. */
  readonly source?: Pick<Source, 'name' | 'transactionTime' | 'gone'> & {
    /** What the server says went wrong in its export. */
    readonly errors?: number;
  };
  /** What counts; DuckDB in this process if nothing is said. It always stages. */
  readonly engine?: EngineChoice;
  readonly progress?: Progress;
};

export type CoverageResult = {
  readonly report: Report;
  readonly rejected: number;
  /** Files that had to be read line by line, because the strict reader refused them. */
  readonly refused: readonly string[];
  readonly files: readonly string[];
};

/** An export → figures → a frozen release → files. Staging is deleted however the run ends. */
export async function runCoverage(options: CoverageOptions): Promise<CoverageResult> {
  const threshold = thresholdOf(options);
  const out = resolve(options.out);
  await mkdir(out, { recursive: true });
  const from = await realpath(options.from);
  const own = await privatePlace(options.temporary);
  const place = own.path;
  const duck = await openDuck({
    // The export is linked into the place; what may be read is decided by where a link leads.
    directories: [place, out, from],
    temporary: join(place, 'spill'),
    memory: options.memory ?? usualMemory,
    ...(options.threads !== undefined && { threads: options.threads }),
  });
  try {
    return await run({ ...options, out }, place, duck, threshold);
  } finally {
    duck.close();
    await own.remove();
  }
}

function thresholdOf({ threshold = usualThreshold, unsafeThreshold }: CoverageOptions): number {
  if (threshold >= lowestThreshold || unsafeThreshold === true) return threshold;
  throw new RangeError(`the threshold is at least ${lowestThreshold}`);
}

async function run(
  options: CoverageOptions,
  place: string,
  duck: Duck,
  threshold: number,
): Promise<CoverageResult> {
  const { pack, period, today } = options;
  const staged = await stagedRows(options, place, duck);
  const measured = await measure(staged, duck, pack, period, {
    engine: engineOf(options.engine, duck, place),
    also: qualityQueries,
  });
  const { release, grain } = releaseOf(measured, period, threshold);
  const sumOf = (state: number): number =>
    measured.figures
      .filter((figure) => figure.release === 'unit-month' && figure.state === state)
      .reduce((sum, { n }) => sum + n, 0);
  const quality = qualityOf(measured.also, {
    rejected: staged.rejected.length,
    exportErrors: options.source?.errors,
    gateNotPassed: sumOf(states['gate-not-passed']),
    notDue: sumOf(states['not-due']),
    threshold,
  });
  const report: Report = {
    pack,
    period,
    created: today,
    grain,
    times: timesOf(period, grain),
    places: measured.places,
    release,
    quality,
    contacts: staleContacts(pack, today),
    engine: measured.engine,
    ...(options.changes && { changes: options.changes }),
    ...(options.madeUp === true && { madeUp: true }),
  };
  await writeRejected(staged.rejected, options.out);
  const files = await writeReport(report, options.out, duck);
  return { report, rejected: staged.rejected.length, refused: staged.refused, files };
}

/** The rows that are counted: of this export alone, or of all that the cache has. */
async function stagedRows(options: CoverageOptions, place: string, duck: Duck) {
  const { cache, from, pack } = options;
  const key = cache === undefined ? randomBytes(16).toString('hex') : pseudonymKey(cache.key);
  const staging = { ...options, place, duck, key };
  const stageNow = async () => {
    const staged = await (options.viewed === true ? stageViewRows(staging) : stage(staging));
    await eachOnce(staged.tables, duck);
    return staged;
  };
  if (cache === undefined) return stageNow();
  const { name, transactionTime, gone } = options.source ?? { name: resolve(from), gone: [] };
  const told = { name, gone, ...(transactionTime !== undefined && { transactionTime }) };
  const source = { ...told, folder: from, reading: JSON.stringify(viewDefinitions(pack)) };
  return throughCache(cache, source, { place, duck, stage: stageNow });
}

const tooManyMasked = 1 / 3;

/** By month where most of the clinics' months in which anyone was asked can be shown, else by quarter; never both. */
function releaseOf(
  { figures, places }: Measured,
  period: Period,
  threshold: number,
): { readonly release: Release; readonly grain: Grain } {
  const of = (grain: Grain) => draftRelease({ figures, places, times: timesOf(period, grain) });
  const byMonth = of('month');
  const cells = [...byMonth.counts].flatMap(([name, count]) =>
    count > 0 && /^visits\/asked\/u\d+\/\d{6}$/.test(name) ? [name] : [],
  );
  const tooMuch = (hidden: ReadonlySet<string>): boolean =>
    cells.filter((name) => hidden.has(name)).length > cells.length * tooManyMasked;
  const release = suppressUnless(byMonth, threshold, tooMuch);
  if (release !== undefined) return { release, grain: 'month' };
  return { release: suppress(of('quarter'), threshold), grain: 'quarter' };
}

const oneDay = 86_400_000;

/** The same age at which a number is marked where it is shown to staff. */
const staleAfterDays = 90;

function staleContacts({ services }: Pack, today: string): readonly StaleContact[] {
  return services
    .filter(({ phone }) => phone !== undefined)
    .map(({ name, verifiedOn }) => ({
      name,
      verifiedOn,
      days:
        verifiedOn === undefined
          ? undefined
          : Math.round((Date.parse(today) - Date.parse(verifiedOn)) / oneDay),
    }))
    .filter(({ days }) => days === undefined || days > staleAfterDays);
}
