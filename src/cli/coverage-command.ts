import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type CoverageOptions,
  type EngineKind,
  engineKinds,
  parsePeriod,
  runCoverage,
  type StageProgress,
  synthesise,
} from '../coverage/index.ts';
import type { Pack } from '../routine/index.ts';
import type { Command, CommandContext, Reporter } from './command.ts';
import { packNames, readPack } from './content-folder.ts';
import { changesOf } from './coverage-changes.ts';
import { faultInWords } from './coverage-faults.ts';
import { coverageKey } from './coverage-key.ts';
import { type CoverageSource, cacheOf, coverageSource } from './coverage-source.ts';
import { writeViews } from './coverage-views.ts';
import { UsageError } from './errors.ts';
import { megabytes, progressLine } from './progress-line.ts';

const routines = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'routines');

const usage =
  'coverage --from DIR|URL [--client ID --key FILE [--group ID] [--into DIR] [--live]] [--cache DIR --cache-key FILE] --routine ID --period FROM/TO --out DIR [--threshold N] [--changes FILE] [--engine duckdb|postgres|spark [--server WHERE] [--staging DIR]] [--viewed]; coverage views --routine ID --out DIR; coverage key --out FILE [--alg ES384|RS384]; or coverage synth --patients N --seed S --out DIR [--routine ID] [--period FROM/TO]';

const options = {
  from: { type: 'string' },
  routine: { type: 'string' },
  period: { type: 'string' },
  out: { type: 'string' },
  engine: { type: 'string' },
  server: { type: 'string' },
  staging: { type: 'string' },
  threshold: { type: 'string' },
  changes: { type: 'string' },
  memory: { type: 'string' },
  patients: { type: 'string' },
  seed: { type: 'string' },
  client: { type: 'string' },
  key: { type: 'string' },
  group: { type: 'string' },
  into: { type: 'string' },
  cache: { type: 'string' },
  'cache-key': { type: 'string' },
  alg: { type: 'string' },
  live: { type: 'boolean' },
  viewed: { type: 'boolean' },
} as const;

type Switch = 'live' | 'viewed';
type Named = Exclude<keyof typeof options, Switch>;
type Given = Readonly<Partial<Record<Named, string> & Record<Switch, boolean>>>;

function given(args: readonly string[]): Given {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function needed(values: Given, name: Named): string {
  const value = values[name];
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing\n${usage}`);
  return value;
}

function wholeNumber(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new UsageError(`--${name} is a whole number`);
  return value;
}

function engineKind(text = 'duckdb'): EngineKind {
  const kind = engineKinds.find((each) => each === text);
  if (kind === undefined) throw new UsageError(`--engine is one of ${engineKinds.join(', ')}`);
  return kind;
}

/** One line a table: how far, how fast, how long is left. */
function progress(report: Reporter) {
  const since = performance.now();
  return ({ table, rows, bytes, of }: StageProgress): void => {
    const line = progressLine({ done: bytes, of }, (performance.now() - since) / 1000, megabytes);
    report.err(`${line}  ${table}: ${rows} rows`);
  };
}

async function run(values: Given, context: CommandContext, limits: Limits): Promise<number> {
  // What was asked for is looked at before anything is fetched.
  engineKind(values.engine);
  const asked = {
    pack: packOf(needed(values, 'routine')),
    period: parsePeriod(needed(values, 'period')),
    out: needed(values, 'out'),
  };
  const cache = await cacheOf(values.cache, values['cache-key']);
  const { client, key, group, into, live = false } = values;
  const from = needed(values, 'from');
  const source = await coverageSource(
    { from, client, key, group, into, live, cache },
    context.report,
  );
  try {
    const options = { ...limits, ...asked, ...(cache && { cache }) };
    return await count(values, source, context, options);
  } finally {
    await source.remove();
  }
}

async function count(
  values: Given,
  source: CoverageSource,
  { report, today, environment }: CommandContext,
  options: Limits & Pick<CoverageOptions, 'pack' | 'period' | 'out'>,
): Promise<number> {
  const { threshold, memory, server, staging } = values;
  const changes = await changesOf(values.changes);
  const home = environment['SPARK_HOME'];
  const result = await runCoverage({
    from: source.folder,
    source,
    today,
    progress: progress(report),
    ...options,
    ...(threshold !== undefined && { threshold: wholeNumber(threshold, 'threshold') }),
    ...(changes && { changes }),
    ...(memory !== undefined && { memory }),
    ...(staging !== undefined && { temporary: staging }),
    ...(values.viewed === true && { viewed: true }),
    engine: {
      kind: engineKind(values.engine),
      ...(server !== undefined && { server }),
      ...(home !== undefined && { home }),
    },
  });
  for (const file of result.files) report.out(join(options.out, file));
  if (result.rejected > 0) report.err(`${result.rejected} lines left out: see *.rejected.ndjson`);
  return 0;
}

function packOf(id: string): Pack {
  const known = packNames(routines);
  if (known.includes(id)) return readPack(routines, id);
  throw new UsageError(`--routine ${id}: there is no such routine, only ${known.join(', ')}`);
}

async function synth(values: Given, { report }: CommandContext): Promise<number> {
  const out = needed(values, 'out');
  await synthesise({
    patients: wholeNumber(needed(values, 'patients'), 'patients'),
    seed: wholeNumber(needed(values, 'seed'), 'seed'),
    out,
    pack: packOf(values.routine ?? 'se-orebro'),
    period: parsePeriod(values.period ?? '2026-01-01/2026-12-31'),
    progress: (done, of) => report.err(`${done} of ${of} people`),
  });
  report.out(join(out, 'truth.json'));
  return 0;
}

function views(values: Given, { report }: CommandContext): Promise<number> {
  return writeViews(packOf(needed(values, 'routine')), needed(values, 'out'), report);
}

type Limits = Pick<CoverageOptions, 'unsafeThreshold' | 'cache'>;

/** The command; `limits` only for a test that counts three patients. */
export function coverageWithin(limits: Limits): Command {
  return {
    name: 'coverage',
    summary:
      'coverage --from DIR|URL --routine ID --period FROM/TO --out DIR: how many were asked, and what followed',
    run: async (context) => {
      try {
        return await perform(context, limits);
      } catch (error) {
        if (error instanceof RangeError) throw new UsageError(error.message);
        const said = faultInWords(error);
        if (said === undefined) throw error;
        context.report.err(said);
        return 1;
      }
    },
  };
}

async function perform(context: CommandContext, limits: Limits): Promise<number> {
  const [first, ...rest] = context.args;
  switch (first) {
    case 'synth':
      return synth(given(rest), context);
    case 'views':
      return views(given(rest), context);
    case 'key': {
      const values = given(rest);
      return coverageKey({ out: needed(values, 'out'), alg: values.alg }, context.report);
    }
    default:
      return run(given(context.args), context, limits);
  }
}

export const coverageCommand = coverageWithin({});
