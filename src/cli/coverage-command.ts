import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  MeasureError,
  parsePeriod,
  runCoverage,
  StagingError,
  synthesise,
  viewConformance,
} from '../coverage/index.ts';
import type { Pack } from '../routine/index.ts';
import type { Command, CommandContext, Reporter } from './command.ts';
import { readPack } from './content-folder.ts';
import { UsageError } from './errors.ts';

const routines = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'routines');

const usage =
  'coverage --from DIR --routine ID --period FROM/TO --out DIR [--threshold N], or coverage synth --patients N --seed S --out DIR [--routine ID] [--period FROM/TO]';

const options = {
  from: { type: 'string' },
  routine: { type: 'string' },
  period: { type: 'string' },
  out: { type: 'string' },
  engine: { type: 'string' },
  threshold: { type: 'string' },
  memory: { type: 'string' },
  patients: { type: 'string' },
  seed: { type: 'string' },
} as const;

type Given = Readonly<Partial<Record<keyof typeof options, string>>>;

function given(args: readonly string[]): Given {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function needed(values: Given, name: keyof typeof options): string {
  const value = values[name];
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing\n${usage}`);
  return value;
}

function wholeNumber(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new UsageError(`--${name} is a whole number`);
  return value;
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

async function run(values: Given, { report, today }: CommandContext): Promise<number> {
  if ((values.engine ?? 'duckdb') !== 'duckdb') {
    throw new UsageError(
      '--engine: this command runs on duckdb; docs/scale.md says how others run the same SQL',
    );
  }
  const { threshold } = values;
  const result = await runCoverage({
    from: needed(values, 'from'),
    pack: packOf(needed(values, 'routine')),
    period: parsePeriod(needed(values, 'period')),
    out: needed(values, 'out'),
    today,
    progress: progress(report),
    ...(threshold !== undefined && { threshold: wholeNumber(threshold, 'threshold') }),
    ...(values.memory !== undefined && { memory: values.memory }),
  });
  for (const file of result.files) report.out(join(needed(values, 'out'), file));
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

export const coverageCommand: Command = {
  name: 'coverage',
  summary:
    'coverage --from DIR --routine ID --period FROM/TO --out DIR: how many were asked, and what followed',
  run: async (context) => {
    const [first, ...rest] = context.args;
    try {
      if (first === 'synth') return await synth(given(rest), context);
      return await run(given(context.args), context);
    } catch (error) {
      if (error instanceof RangeError) throw new UsageError(error.message);
      if (error instanceof MeasureError || error instanceof StagingError) {
        context.report.err(error.message);
        return 1;
      }
      throw error;
    }
  },
};

/** `conformance views --suite DIR [--out FILE]`: the SQL on FHIR test suite on our compiler. */
export async function viewSuite(
  args: readonly string[],
  { report }: CommandContext,
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { suite: { type: 'string' }, out: { type: 'string' } },
  });
  if (values.suite === undefined) throw new UsageError('--suite is missing');
  const { report: results, passed, total, shareable } = await viewConformance(values.suite);
  const text = `${JSON.stringify(results, null, 2)}\n`;
  if (values.out === undefined) report.out(text.trimEnd());
  else await writeFile(values.out, text);
  report.err(`${passed} of ${total}; shareable ${shareable.passed} of ${shareable.total}`);
  return passed === total ? 0 : 1;
}
