import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type CoverageOptions,
  EngineError,
  type EngineKind,
  ExportError,
  engineKinds,
  fetchExport,
  MeasureError,
  parsePeriod,
  runCoverage,
  StagingError,
  synthesise,
} from '../coverage/index.ts';
import type { Pack } from '../routine/index.ts';
import type { Command, CommandContext, Reporter } from './command.ts';
import { readPack } from './content-folder.ts';
import { coverageKey } from './coverage-key.ts';
import { writeViews } from './coverage-views.ts';
import { UsageError } from './errors.ts';

const routines = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'routines');

const usage =
  'coverage --from DIR|URL [--client ID --key FILE [--group ID] [--live]] --routine ID --period FROM/TO --out DIR [--threshold N] [--engine duckdb|postgres|spark [--server WHERE] [--staging DIR]] [--viewed]; coverage views --routine ID --out DIR; coverage key --out FILE [--alg ES384|RS384]; or coverage synth --patients N --seed S --out DIR [--routine ID] [--period FROM/TO]';

const options = {
  from: { type: 'string' },
  routine: { type: 'string' },
  period: { type: 'string' },
  out: { type: 'string' },
  engine: { type: 'string' },
  server: { type: 'string' },
  staging: { type: 'string' },
  threshold: { type: 'string' },
  memory: { type: 'string' },
  patients: { type: 'string' },
  seed: { type: 'string' },
  client: { type: 'string' },
  key: { type: 'string' },
  group: { type: 'string' },
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

/** Rows and rows a second, one line a table, on the channel for progress. */
function progress(report: Reporter) {
  let since = performance.now();
  return ({ table, rows }: { readonly table: string; readonly rows: number }): void => {
    const seconds = Math.max(0.001, (performance.now() - since) / 1000);
    since = performance.now();
    report.err(`${table.padEnd(10)} ${rows} rows, ${Math.round(rows / seconds)}/s`);
  };
}

/** The folder that is counted: the one given, or a private one that an export was fetched into. */
async function source(values: Given, report: Reporter): Promise<Source> {
  const from = needed(values, 'from');
  if (!/^https?:/.test(from)) return { folder: from, remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'coverage-export-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const { errors } = await fetchExport({
      base: from,
      clientId: needed(values, 'client'),
      key: JSON.parse(await readFile(needed(values, 'key'), 'utf8')),
      folder,
      live: values.live === true,
      ...(values.group !== undefined && { group: values.group }),
      progress: (event) =>
        report.err(
          event.at === 'waiting'
            ? `waiting for the export ${event.said}`
            : `file ${event.done} of ${event.of}, ${event.bytes} bytes`,
        ),
    });
    if (errors > 0) report.err(`the server reports ${errors} errors in the export`);
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

type Source = { readonly folder: string; readonly remove: () => Promise<void> };

async function run(values: Given, context: CommandContext, limits: Limits): Promise<number> {
  engineKind(values.engine);
  const { folder, remove } = await source(values, context.report);
  try {
    return await count(values, folder, context, limits);
  } finally {
    await remove();
  }
}

async function count(
  values: Given,
  from: string,
  { report, today, environment }: CommandContext,
  limits: Limits,
): Promise<number> {
  const { threshold, memory, server, staging } = values;
  const home = environment['SPARK_HOME'];
  const out = needed(values, 'out');
  const result = await runCoverage({
    from,
    pack: packOf(needed(values, 'routine')),
    period: parsePeriod(needed(values, 'period')),
    out,
    today,
    progress: progress(report),
    ...limits,
    ...(threshold !== undefined && { threshold: wholeNumber(threshold, 'threshold') }),
    ...(memory !== undefined && { memory }),
    ...(staging !== undefined && { temporary: staging }),
    ...(values.viewed === true && { viewed: true }),
    engine: {
      kind: engineKind(values.engine),
      ...(server !== undefined && { server }),
      ...(home !== undefined && { home }),
    },
  });
  for (const file of result.files) report.out(join(out, file));
  if (result.rejected > 0) report.err(`${result.rejected} lines left out: see *.rejected.ndjson`);
  return 0;
}

const packOf = (id: string): Pack => readPack(routines, id);

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

/** A fault of the data or of a server: said in one line, and the run has failed. */
function isFault(error: unknown): error is Error {
  return (
    error instanceof EngineError ||
    error instanceof MeasureError ||
    error instanceof StagingError ||
    error instanceof ExportError
  );
}

type Limits = Pick<CoverageOptions, 'unsafeThreshold'>;

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
        if (!isFault(error)) throw error;
        context.report.err(error.message);
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
